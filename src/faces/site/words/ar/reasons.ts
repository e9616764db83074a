// Why a receipt or a log does not hold, by the verifier's codes: the second half of a sentence.
import type { reasons as english } from '#faces/site/words/en/reasons.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** The verifier's reasons, by code. */
export const reasons = {
  'why.checkpoint-forged': 'نقطة التحقق تحمل توقيعًا زائفًا',
  'why.checkpoint-missing': 'لا يُظهر السجل نقطة تحقق',
  'why.checkpoint-origin': 'نقطة التحقق لسجل آخر',
  'why.checkpoint-unsigned': 'لم يوقّع السجل نقطة التحقق هذه',
  'why.fork': 'روى السجل من قبل رواية أخرى',
  'why.key-unreadable': 'لا يمكن قراءة مفتاح السجل',
  'why.receipt-forged': 'برهانه لا يقود إلى مدخلته',
  'why.receipt-text': 'كلماته ليست الكلمات التي أُدخلت',
  'why.rollback': 'السجل أقصر مما كان',
  'why.root-differs': 'المدخلات لا تعطي ما وُقّع عليه',
  'why.tile-differs': 'جزء من السجل لا يوافق مدخلاته',
  'why.tile-missing': 'جزء من السجل مفقود',
  'why.unreadable': 'هذا ليس إيصالًا، أو هو تالف',
} as const satisfies Translation<'ar', typeof english>
