// English sentences for what is wrong with what someone sent: by the problem's code, with its cure. Every
// code that a form of accounts or of the register can give stands here.

/** What is wrong, by code. */
export const problems = {
  'problem.account-suspended': 'The account is suspended. Ask the operator why, and for how long',
  'problem.adult-missing': 'Accounts are for adults. Tick the box if you are 18 or older',
  'problem.file-damaged': 'The picture cannot be read. Open it, save it anew and choose that one',
  'problem.file-unknown':
    'This is no file of a kind that is taken here. Choose a picture (PNG, JPEG, WebP), a PDF, or a series as CSV with the columns “date” and “value”',
  'problem.form-stale': 'This page was open too long. Look it over and send it again',
  'problem.last-official':
    'The signatory has promised or signed and would be left without anyone who acts for it. Invite another official first',
  'problem.last-operator': 'This is the last operator. Invite another one first',
  'problem.link-dead': 'This link works no more. Ask for a new one',
  'problem.mail-failed': 'The mail could not be sent. Try again in a few minutes',
  'problem.mail-wrong': 'This is no e-mail address. Type it as in name@city.example',
  'problem.name-wrong': 'A name has 2 to 60 letters and digits. Choose one without other signs',
  'problem.not-independent':
    'An official of the signatory cannot review its reports. Leave the review to a reviewer without a part in it',
  'problem.one-official':
    'The official who proposed a signature cannot confirm it. Let a second official of the signatory confirm',
  'problem.passkey-needed': 'This needs a passkey. Sign in with your passkey and try again',
  'problem.proposal-closed': 'The proposal was confirmed or dropped already. Propose anew',
  'problem.reason-missing':
    'There is no reason, or a very long one. Say why, in 3 to 2000 characters',
  'problem.role-unheld': 'Nobody holds this role any more. Go back to the list',
  'problem.series-columns':
    'The columns of the series are not “date” and “value”. Name them so in its first line',
  'problem.series-empty':
    'The series holds no measurement. Write a day and a number on each line, as in 2027-10-31,118.5',
  'problem.series-long': 'The series is too long. Divide it: 1000 measurements are the most',
  'problem.series-row':
    'Line {row} of the series is no day and number. Write it as in 2027-10-31,118.5',
  'problem.series-text': 'The series is no text in UTF-8. Save it as CSV in UTF-8',
  'problem.too-often': 'This was sent too often. Wait a while and send it again',
} as const
