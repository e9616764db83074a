// English: signing in, accounts, and what forms say when they are not taken.

import type { English } from '#faces/site/words/message.ts'

/** Messages of accounts and forms. */
export const account = {
  'nav.section.plans': 'Plans',
  'nav.section.promises': 'Promises',
  'nav.signIn': 'Sign in',
  'nav.account': 'Your account',

  'form.error.title': 'Error: {title}',
  'draft.back': 'What you typed here before is back; it was kept on this device.',
  'draft.sending': 'Sending …',
  'draft.waits':
    'There is no line. What you typed is kept on this device, and is sent as soon as the line is back; leave this page open.',
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
  'account.signIn': 'Sign in',
  'account.signIn.lede':
    'We send a link to your mailbox. There is no password. If you are new here, the link opens an account for you.',
  'account.signIn.send': 'Send me a link',
  'account.signIn.again': 'Ask for a new link',
  'account.email': 'E-mail address',
  'account.sent': 'Look into your mailbox',
  'account.sent.text':
    'If the address is right, a link is on its way. It works once, for twenty minutes, in this browser.',
  'account.sent.terminal':
    'No mail server is set up. The link was written to the terminal of whoever started Silta. It works once, for twenty minutes, in this browser.',
  'account.link': 'Sign in with this link',
  'account.link.lede': 'For {email}.',
  'account.link.act': 'Sign in',
  'account.dead': 'This link works no more',
  'account.dead.text':
    'It was used, is older than twenty minutes, or was asked for in another browser. {signIn}.',
  'account.pseudonym': 'The name others will see',
  'account.pseudonym.hint': 'Not your own name. A moderator looks at it before it is shown.',
  'account.pseudonym.waits': '(waits for a moderator)',
  'account.pseudonym.change': 'Change the name',
  'account.adult': 'I am 18 or older',
  'account.name': 'Your name and office',
  'account.name.hint': 'As it stands beside what you sign.',
  'account.save': 'Save',
  'account.invitation': 'You are invited',
  'account.invitation.lede': 'As {role}, for {email}.',
  'account.invitation.act': 'Accept',
  'account.invitation.dead':
    'It was used or is older than two weeks. Ask whoever invited you for a new one.',
  'account.passkey': 'Make a passkey',
  'account.passkey.lede':
    'Officials, reviewers, moderators and operators act with a passkey: your device’s lock or a security key. It cannot be guessed or handed over by mistake.',
  'account.passkey.name': 'What to call it',
  'account.passkey.name.hint': 'For your own list, as in “office telephone”.',
  'account.passkey.make': 'Make a passkey',
  'account.passkey.later': 'Later',
  'account.passkey.have': 'Or with your passkey',
  'account.passkey.signIn': 'Use a passkey',
  'account.passkey.failed': 'That did not work. Try again, or use a link.',
  'account.passkey.script':
    'Passkeys need script in the browser. Everything else here works without.',
  'account.passkey.unnamed': 'A passkey',
  'account.passkey.remove': 'Remove the passkey',
  'account.passkey.remove.lede': 'All your other sessions end as well.',
  'account.passkeys': 'Passkeys',
  'account.passkeys.none': 'None yet.',
  'account.name.shown': 'Name',
  'account.roles': 'Roles',
  'account.sessions': 'Where you are signed in',
  'account.session.passkey': 'By passkey on {created}, last used {seen}',
  'account.session.email': 'By a link on {created}, last used {seen}',
  'account.session.own': 'this one',
  'account.session.end': 'End it',
  'account.sessions.end': 'End the session',
  'account.signOut': 'Sign out',
  'account.erase': 'Erase my account',
  'account.erase.lede':
    'Your name, address, roles, passkeys and sessions are erased for good. What you entered stays in the register under a random number that leads to nobody.',
  'account.erase.sure': 'I am sure',
  'role.operator': 'operator',
  'role.moderator': 'moderator',
  'role.reviewer': 'reviewer',
  'role.official': 'official',
  'role.secondOfficial': 'second official',
  'role.resident': 'resident',
  'role.of': '{role} of {signatory}',
  'mail.signIn.subject': 'Your link to sign in',
  'mail.signIn.text':
    'Someone, probably you, asked to sign in. This link works once, for twenty minutes, in the browser that asked:\n\n{address}\n\nIf it was not you, do nothing.\n',
  'mail.invitation.subject': 'An invitation to the register',
  'mail.invitation.text':
    'You are invited as {role}. This link works once, for two weeks; who opens it takes the invitation up, so keep it to yourself:\n\n{address}\n',
  'account.erase.words': {
    one: 'Also erase the words of my {count} dispute',
    other: 'Also erase the words of my {count} disputes',
  },
} as const satisfies English
