// The API's problem details (RFC 9457), by their code.
import type { api as english } from '#faces/site/words/en/api.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** Titles and details, by code. */
export const api = {
  'api.address-unknown': 'لا يوجد عنوان كهذا',
  'api.address-unknown.detail': 'كل العناوين في {document}',
  'api.method-refused': 'هذه الواجهة للقراءة',
  'api.method-refused.detail': 'استعمل GET',
  'api.nothing-there': 'لا يوجد شيء كهذا',
  'api.nothing-there.detail': 'لم يوجد قط، أو أخفاه مشرف',
  'api.parameter-unknown': 'لا توجد معلَمة كهذه',
  'api.parameter-unknown.detail': '«{name}» غير معروفة هنا؛ المعروفة في {document}',
  'api.parameter-wrong': 'معلَمة خاطئة',
  'api.parameter-wrong.detail': 'لـ«{name}» صيغة أخرى؛ انظر {document}',
} as const satisfies Translation<'ar', typeof english>
