// English: signing in, accounts, and what forms say when they are not taken.

import type { English } from '#faces/site/words/message.ts'

/** Messages of accounts and forms. */
export const account = {
  'nav.section.plans': 'Plans',
  'nav.section.promises': 'Promises',
  'nav.signIn': 'Sign in',
  'nav.account': 'Your account',

  'form.error.title': 'Error: {title}',
  'form.problems': 'There is a problem',
  'lost.signedOut': 'You are signed out',
  'lost.signedOut.cure':
    'Nothing was sent. {signIn} in another window, come back to this one, go one step back in the browser and send again: what you typed is still there.',
  'lost.foreign': 'This was not sent from here',
  'lost.foreign.cure':
    'Another site tried to send something in your name, and nothing was taken. Start again from {front}.',
  'lost.broken': 'This could not be read',
  'lost.broken.cure':
    'Go one step back in the browser and send the form again, or start again from {front}.',
  'lost.large': 'This is too large',
  'lost.large.cure':
    'Nothing was taken. Go one step back in the browser and choose a smaller file, or start again from {front}.',
} as const satisfies English
