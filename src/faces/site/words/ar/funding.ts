// Who pays for the plan.
import type { funding as english } from '#faces/site/words/en/funding.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** Arabic messages: funding. */
export const funding = {
  'funding.heading': 'يدفع المستخدمون {share} من التكلفة، وعلى المال العام أن يسدّ {amount}',
  'funding.heading.paid': 'بسعر ميسور يدفع المستخدمون التكلفة كلها',
  'funding.heading.plain': 'من يدفع',
  'funding.price':
    'يجوز أن يكلّف الاتصال {share} من متوسط الدخل: {price} في الشهر. بهذا السعر يدفع من يستخدمونه {revenue} على مدى {years}، وتكلّف الخطة {cost}.',
  'funding.price.poor': 'ولمتوسط دخل أفقر 40٪ يجب ألا يكلّف أكثر من {price}.',
  'funding.public':
    'على المال العام أن يسدّ {pooled} إذا دفعت الأماكن الرخيصة عن الأماكن الغالية، و{separate} إذا لم يدفع مكان عن آخر. ومن ذلك {institutions} للمدارس والعيادات وغيرها، وهي لا تدفع شيئًا هنا.',
  'funding.vouchers': 'ويلزم {amount} أخرى كي يبقى السعر ضمن النسبة نفسها من دخل كل شخص.',
  'funding.able':
    '{share} من الذين ستصلهم الخدمة يستطيعون دفع التكلفة الكاملة لمكانهم ضمن تلك النسبة، والآخرون يحتاجون إلى دعم.',
  'funding.unknown':
    'دخل الفرد غير معروف، فلا يمكن القول ما هو الميسور. حدّدوا {setting} وأعيدوا وضع الخطة.',
  'funding.caption':
    'التجمعات حسب المنطقة: التكلفة لكل مستخدم في الشهر، والمال على مدى {years} مخصومًا زمنيًا، بالدولار الأمريكي لعام {year}',
  'funding.user': 'لكل مستخدم في الشهر',
  'funding.cost': 'التكلفة',
  'funding.revenue': 'يدفع المستخدمون',
  'funding.gap': 'المال العام',
  'funding.others': {
    zero: '{count} غيرها',
    one: 'منطقة أخرى ({count})',
    two: 'منطقتان أخريان ({count})',
    few: '{count} مناطق أخرى',
    many: '{count} منطقة أخرى',
    other: '{count} منطقة أخرى',
  },
  'funding.years': 'المال العام حسب السنة',
  'funding.years.caption': 'البناء والتشغيل في كل سنة ومن يدفع، بالدولار الأمريكي لعام {year}',
  'funding.year': 'السنة',
  'funding.note':
    'تُقسم الوصلات على الأماكن التي وراءها بحسب حاجتها. المستخدمون: {users} من الناس. {how} · {document}',
  'funding.how': 'الإعدادات',
  'funding.document': 'كوثيقة',
} as const satisfies Translation<'ar', typeof english>
