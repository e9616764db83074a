// Mobile signal, as it is computed over the terrain: on the areas' pages.
import type { signal as english } from '#faces/site/words/en/signal.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** Arabic messages: mobile signal. */
export const signal = {
  'signal.title': 'إشارة الهاتف المحمول',
  'signal.alt': 'خريطة {country}: أين يلتقط الهاتف إشارة {technology} داخل البيوت وخارجها',
  'signal.drawn': 'الإشارة: {technologies}',
  'signal.caption': 'السكان بحسب أفضل إشارة حيث يعيشون',
  'signal.indoors': 'داخل البيوت',
  'signal.outdoors': 'في الخارج فقط',
  'signal.none': 'بلا إشارة',
  'signal.unknown': 'غير معروف',
  'signal.how': 'محسوبة من الأبراج المعروفة فوق التلال والغابات والمباني. لم يقسها أحد.',
  'signal.why':
    'غير معروف: قد لا يصل إليهم إلا برج مفترض أو برج لا يذكر أحد تقنيته، أو تنقص المصادر أبراج أو ارتفاعات.',
} as const satisfies Translation<'ar', typeof english>
