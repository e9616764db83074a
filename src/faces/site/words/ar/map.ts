// The map.
import type { map as english } from '#faces/site/words/en/map.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** Arabic messages: map. */
export const map = {
  'map.title': 'خريطة الخطة',
  'map.on': 'على الخريطة',
  'map.show': 'اعرض',
  'map.line': 'الخط ال{solid} قائم اليوم، وال{dashed} مخطط له. الحجم: عدد السكان.',
  'map.solid': 'متصل',
  'map.dashed': 'متقطع',
  'map.year': 'ما بُني حتى نهاية عام',
  'map.later': 'لم يُبنَ بعد',
  'map.play': 'شغّل السنوات',
  'map.stop': 'أوقف',
  'map.zoomin': 'كبّر',
  'map.zoomout': 'صغّر',
  'map.whole': 'أظهر البلد كله',
  'map.label':
    'خريطة: حرّكها بمفاتيح الأسهم، وكبّرها أو صغّرها بمفتاحي + و−، وأظهر أقرب مكان إلى الوسط بمفتاح Enter',
  'map.cost': 'كلفة الإنشاء حتى الآن',
  'map.reached': 'من وصلتهم الخدمة',
  'map.connected': 'أماكن موصولة',
  'map.optimum': 'الفرق عن الحل الأمثل',
  'map.atmost': '{share} على الأكثر',
  'map.exact': 'ثبت أنه صفر',
  'map.selected': 'المكان المختار',
  'map.hint': 'اختر مكانًا على الخريطة أو ابحث عنه باسمه. الجدول الذي تستند إليه الخريطة: {table}.',
  'map.find': 'ابحث عن مكان باسمه',
  'map.find.button': 'ابحث',
  'map.merged': 'الأماكن التي يقل ما بينها عن {pixels} بكسل تُرسم مكانًا واحدًا.',
  'map.scale': '{amount} كم',
  'map.failed': 'تعذّر تشغيل الخريطة المتحركة هنا؛ الصورة والجداول تقول الشيء نفسه.',
  'map.position': 'لا الأسماء ولا الحدود تعبّر عن موقف من وضع أي إقليم.',
  'map.north': 'ش',
  'gapmap.unknown': 'غير معروف، أو لا يسكنه أحد',
  'gapmap.measure': 'نسبة السكان (أو الأماكن) بلا اتصال صالح للاستعمال اليوم.',
  'gapmap.alt.areas':
    'خريطة {country}: نسبة من لا اتصال صالحًا لهم في كل إقليم. والجدول أدناه يقول الشيء نفسه بالكلمات.',
  'gapmap.alt.countries':
    'خريطة {territory}: نسبة من لا اتصال صالحًا لهم في كل بلد، حيث تبيّنها خطة على هذا الموقع. والجدول يقول الشيء نفسه بالكلمات.',
} as const satisfies Translation<'ar', typeof english>
