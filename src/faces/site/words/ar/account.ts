// Signing in, accounts, and what forms say when they are not taken.
import type { account as english } from '#faces/site/words/en/account.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** Arabic messages: account. */
export const account = {
  'nav.section.plans': 'الخطط',
  'nav.section.promises': 'التعهدات',
  'nav.signIn': 'تسجيل الدخول',
  'nav.account': 'حسابك',
  'form.error.title': 'خطأ: {title}',
  'form.problems': 'هناك مشكلة',
  'lost.signedOut': 'انتهى تسجيل دخولك',
  'lost.signedOut.cure':
    'لم يُرسل شيء. افتح {signIn} في نافذة أخرى، ثم عد إلى هذه النافذة، وارجع خطوة في المتصفح وأرسل من جديد: ما كتبته ما زال هناك.',
  'lost.foreign': 'لم يُرسل هذا من هنا',
  'lost.foreign.cure': 'حاول موقع آخر أن يرسل شيئًا باسمك، ولم يُقبل شيء. ابدأ من جديد من {front}.',
  'lost.broken': 'تعذّرت قراءة هذا',
  'lost.broken.cure': 'ارجع خطوة في المتصفح وأرسل الاستمارة من جديد، أو ابدأ من جديد من {front}.',
  'lost.large': 'هذا كبير جدًا',
  'lost.large.cure':
    'لم يُقبل شيء. ارجع خطوة في المتصفح واختر ملفًا أصغر، أو ابدأ من جديد من {front}.',
} as const satisfies Translation<'ar', typeof english>
