// What is wrong with what someone sent, by the problem’s code, with its cure.
import type { problems as english } from '#faces/site/words/en/problems.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** What is wrong, by code. */
export const problems = {
  'problem.account-suspended': 'الحساب موقوف. اسأل المشغّل عن السبب والمدة',
  'problem.adult-missing': 'الحسابات للبالغين. ضع علامة في الخانة إذا كان عمرك 18 عامًا أو أكثر',
  'problem.file-damaged': 'لا يمكن قراءة الصورة. افتحها واحفظها من جديد واختر الجديدة',
  'problem.file-unknown':
    'هذا ليس من أنواع الملفات المقبولة هنا. اختر صورة (PNG أو JPEG أو WebP) أو ملف PDF أو سلسلة CSV بالعمودين date وvalue',
  'problem.form-stale': 'بقيت هذه الصفحة مفتوحة طويلًا. راجعها وأرسلها من جديد',
  'problem.last-official': 'الموقّع وعد أو وقّع، ولن يبقى من يتصرف عنه. ادعُ مسؤولًا آخر أولًا',
  'problem.last-operator': 'هذا آخر مشغّل. ادعُ مشغّلًا آخر أولًا',
  'problem.link-dead': 'لم يعد هذا الرابط يعمل. اطلب رابطًا جديدًا',
  'problem.mail-failed': 'تعذّر إرسال البريد. حاول مرة أخرى بعد دقائق',
  'problem.mail-wrong': 'هذا ليس عنوان بريد إلكتروني. اكتبه مثل name@city.example',
  'problem.name-wrong': 'للاسم من 2 إلى 60 حرفًا ورقمًا. اختر اسمًا بلا علامات أخرى',
  'problem.not-independent':
    'لا يجوز لمسؤول لدى الموقّع أن يراجع تقاريره. اترك المراجعة لمن لا صلة له بها',
  'problem.one-official':
    'لا يجوز للمسؤول الذي اقترح التوقيع أن يؤكده. دع مسؤولًا ثانيًا لدى الموقّع يؤكده',
  'problem.passkey-needed': 'يتطلب هذا مفتاح مرور. سجّل الدخول بمفتاحك وحاول مرة أخرى',
  'problem.proposal-closed': 'أُكّد الاقتراح أو سُحب من قبل. اقترح من جديد',
  'problem.reason-missing': 'لا يوجد سبب، أو هو طويل جدًا. اذكر السبب في 3 إلى 2000 حرف',
  'problem.role-unheld': 'لم يعد أحد يحمل هذا الدور. ارجع إلى القائمة',
  'problem.series-columns': 'عمودا السلسلة ليسا date وvalue. سمّهما هكذا في السطر الأول',
  'problem.series-empty':
    'لا تحوي السلسلة أي قياس. اكتب يومًا ورقمًا في كل سطر، مثل \u20662027-10-31,118.5\u2069',
  'problem.series-long': 'السلسلة طويلة جدًا. قسّمها: 1000 قياس على الأكثر',
  'problem.series-row':
    'السطر {row} من السلسلة ليس يومًا ورقمًا. اكتبه مثل \u20662027-10-31,118.5\u2069',
  'problem.series-text': 'السلسلة ليست نصًا بترميز UTF-8. احفظها بصيغة CSV وترميز UTF-8',
  'problem.too-often': 'أُرسل هذا مرات كثيرة. انتظر قليلًا وأرسله من جديد',
} as const satisfies Translation<'ar', typeof english>
