// Why a form was not taken, by the code of the problem: what is wrong, then what to do.
import type { refusals as english } from '#faces/site/words/en/refusals.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** Arabic messages: refusals. */
export const refusals = {
  'problem.value-missing': 'ينقص شيء مطلوب. املأه',
  'problem.value-type': 'قيمة من نوع غير المطلوب. اقرأ ما بجانب الحقل واكتبها من جديد',
  'problem.value-wrong': 'قيمة غير مناسبة. اقرأ ما بجانب الحقل واكتبها من جديد',
  'problem.value-unknown': 'أُرسل شيء لا تعرفه هذه الاستمارة. افتحها من جديد واملأها',
  'problem.list-length': 'عدد العناصر في القائمة أقل أو أكثر مما يجب. أعط العدد المطلوب',
  'problem.address-wrong': 'هذا ليس عنوانًا يصل إليه البريد. اكتبه مثل name@city.example',
  'problem.author-other': 'كتب هذا شخص آخر. اكتب ما يخصك؛ وسيبقى الاثنان',
  'problem.code-twice': 'عنصران باسم قصير واحد. أعط كلًا منهما اسمه',
  'problem.consultation-closed': 'المشاورة غير مفتوحة اليوم. تابعها لتعرف ما آلت إليه',
  'problem.consultation-open':
    'المشاورة ما زالت مفتوحة. انشر النتائج بعد إغلاقها: فهي تُحصى مرة واحدة',
  'problem.decided-already': 'بُتّ في هذا من قبل. انتقل إلى التالي',
  'problem.evidence-empty': 'الدليل فارغ. أعط الملف أو العنوان أو السلسلة',
  'problem.file-active':
    'في هذا الملف شيء يعمل من تلقاء نفسه. اطبعه إلى ملف PDF جديد يعرض الشيء نفسه ولا يفعل شيئًا',
  'problem.file-large': 'حجم الملف أكبر من 10 ميغابايت. اختر ملفًا أصغر',
  'problem.file-unclear': 'لا يمكن فحص هذا الملف. اطبعه إلى ملف PDF جديد واختره',
  'problem.group-missing':
    'اذكر المجموعة التي تتحدث باسمها. اختر الأنسب لك؛ ولا تظهر أبدًا بجانب اسمك',
  'problem.invitation-scope':
    'لا يناسب هذا الدور ما اخترته: المسؤولون يتبعون موقّعًا، والباقون يتبعون السجل كله',
  'problem.span-past': 'اليوم الأخير مضى بالفعل. اكتب يومًا أخيرًا هو اليوم أو بعده',
  'problem.agreement-early': 'لا يحل موعد ما اتُّفق عليه قبل بداية الاجتماع. اكتب يومًا لاحقًا',
  'problem.delivery-ahead':
    'لا يكون يوم التسليم في المستقبل. اكتب اليوم الذي جرى فيه التسليم، وأقصاه اليوم',
  'problem.match-agreed':
    'اتُّفق على شيء منه: يبقى نوعه وعملته وشروطه، ولا ينزل مقداره عمّا اتُّفق عليه. اتركها كما هي، أو أنهِ المطابقة أولًا',
  'problem.match-open': 'لم يقبل الطرفان بعد. دع الطرف الآخر يقبل أولًا',
  'problem.match-own': 'الاحتياج والتعهد من طرف واحد. اختر تعهد طرف آخر',
  'problem.match-unfit': 'التعهد يعرض غير ما يطلبه الاحتياج. طابق ما كان من نوع واحد',
  'problem.not-a-party': 'يجب أن يقوم بهذا أحد الأطراف المعنية. اختر أحدها',
  'problem.not-asking': 'لا يجيب إلا الموقّع صاحب المشاورة. اترك ذلك له',
  'problem.not-at-meeting': 'أحد الأطراف لم يشارك في اللقاء. سمّ مشاركين، أو أضف الطرف إلى اللقاء',
  'problem.not-following-up': 'يتابع هذا الاتفاقَ موقّع آخر. اترك ذلك لمن سُمّي',
  'problem.nothing-chosen': 'لم يُختر شيء. اختر واحدًا على الأقل',
  'problem.option-alone': 'خيار واحد ليس اختيارًا. أعط خيارين على الأقل، أو لا شيء',
  'problem.option-unknown': 'لا يوجد هذا الخيار أو المقترح في هذا القسم. اختر مما هو معروض',
  'problem.outcome-twice': 'النتائج منشورة من قبل. اتركها: فإحصاء ثانٍ قد يكشف من جاء بينهما',
  'problem.own-practice': 'هذه ممارستك أنت. اعتمد ما فعله غيرك',
  'problem.owner-changed': 'لا يجوز أن تعود النسخة الجديدة إلى موقّع آخر. أدخل سجلًا مستقلًا',
  'problem.participant-twice': 'مشارك مذكور مرتين. اذكر كلًا منهم مرة واحدة',
  'problem.proposal-old': 'انتظر الاقتراح أطول مما يجب. اقترح من جديد',
  'problem.proposal-unknown': 'لا يوجد هذا الاقتراح. اتبع الرابط في صفحة الموقّع',
  'problem.record-changed': 'غيّر أحدهم هذا في هذه الأثناء. اقرأ أحدث نسخة وأجر التغيير فيها',
  'problem.record-of-another': 'هذا يعود إلى موقّع آخر. لا تغيّر إلا ما يعود إلى موقّعك',
  'problem.record-too-long': 'هذا أطول مما تسعه مدخلة واحدة. قسّمه إلى عدة مدخلات',
  'problem.record-unknown': 'لا يوجد هذا السجل. ابدأ سجلًا جديدًا',
  'problem.reference-unknown': 'ذُكر شيء ليس في السجل. اختر مما هو معروض',
  'problem.result-range':
    'النتيجة المقيسة لا تصح بوحدتها. أعط نسبة من 0 إلى 1، أو قيمة من 0 فما فوق',
  'problem.review-value': 'القيمة تخص تقريرًا ثبت جزئيًا فقط. احذفها، أو اختر تلك النتيجة',
  'problem.role-missing': 'لا دور لحسابك في هذا. اسأل المشغّل',
  'problem.section-unknown': 'ليس في المسودة هذا القسم. اختر من الأقسام المعروضة',
  'problem.span-backward': 'ينتهي قبل أن يبدأ. أعط يومًا أخيرًا بعد اليوم الأول',
  'problem.support-unclear': 'لا يتضح ما الذي تؤيده. اختر خيارًا واحدًا أو مقترحًا واحدًا',
  'problem.two-persons': 'لا يُدخل التوقيعَ شخص واحد. اقترحه، ودع المسؤول الثاني يؤكده',
  'problem.version-unknown': 'لا توجد هذه النسخة. اقرأ أحدث نسخة',
  'problem.amount-missing': 'لا يُذكر المقدار. أعط المقدار الذي يطلبه هذا النوع',
  'problem.amount-unfit': 'يُحسب هذا النوع بطريقة أخرى. احذف المقادير الأخرى',
  'problem.follow-up-early': 'ذُكر التزام، لكن الاتفاق لم يُنجز. بيّن أنه أُنجز، أو احذف الالتزام',
} as const satisfies Translation<'ar', typeof english>
