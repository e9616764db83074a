// Arabic: what waits for somebody who acts for a signatory or holds an office.
import type { waiting as english } from '#faces/site/words/en/waiting.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** Arabic messages: what waits. */
export const waiting = {
  'nav.waiting': 'ما ينتظرك',
  'waiting.title': 'ما ينتظرك',
  'waiting.count': 'ما يُطلب من طرفك، أو يستطيع فعله الآن: {count}. والأقرب موعدًا أولًا.',
  'waiting.late': 'متأخر',
  'waiting.dated': 'له موعد',
  'waiting.open': 'بلا موعد',
  'waiting.due': 'موعده الأخير {date}',
  'waiting.overdue': 'متأخر منذ {date}',
  'waiting.since': 'ينتظر منذ {date}',
  'waiting.office': 'بصفتك: {role}',
  'waiting.none':
    'لا شيء ينتظرك الآن. حين يقترح آخرون مطابقة على طرفك أو يدعونه أو يعلّقون أو يعترضون، أو يحين موعد أمر يخصّه، يظهر ذلك هنا فورًا.',
  'waiting.norole':
    'أنت لا تعمل باسم أي جهة موقّعة، فلا شيء يمكن أن ينتظرك هنا. من يُدعى للعمل باسم بلد أو مدينة أو منظمة يجد هنا ما يُطلب منها.',
  'waiting.passkey': 'دخلتَ برابط من رسالة بريد. لفعل ما هو مذكور هنا سجّل الدخول بمفتاح المرور.',
  'waiting.match': 'الإجابة عن مطابقة مقترحة: {amount} من أجل «{what}»',
  'waiting.suggested': 'اقتراح مطابقة مناسبة: {amount} من «{pledge}» من أجل «{need}»',
  'waiting.deliver': 'إعلان ما سلّمته: بقي {amount} من أجل «{what}»',
  'waiting.meeting': 'الرد على دعوة: «{what}»',
  'waiting.held': 'ذكر هل انعقد: «{what}»',
  'waiting.agreement': 'قبول اتفاق أو رفضه: «{what}»',
  'waiting.followup': 'ذكر ما آل إليه اتفاق: «{what}»',
  'waiting.comment': 'الإجابة عن التعليقات، الأقدم أولًا ({count}): «{what}»',
  'waiting.results': 'عدّ النتائج ونشرها: «{what}»',
  'waiting.report': 'تقديم تقرير عن: «{what}»',
  'waiting.evidence': 'تقديم دليل على تقريرك: «{what}»',
  'waiting.dispute': 'الرد على اعتراض: «{what}»',
  'waiting.signature': 'التأكيد بصفة المسؤول الثاني: {act}، «{what}»',
  'waiting.review': 'مراجعة ما يعلن {who} تسليمه: «{what}»',
  'waiting.comments': 'تعليقات تنتظر القراءة قبل نشرها: {count}',
  'waiting.flags': 'ما أُبلغ به المشرفون: {count}',
  'waiting.names': 'أسماء للنظر فيها: {count}',
  'waiting.disputes': 'اعتراضات مفتوحة، تُحسم أو تبقى مفتوحة: {count}',
  'waiting.invitations': 'دعوات لم يقبلها أحد بعد: {count}',
} as const satisfies Translation<'ar', typeof english>
