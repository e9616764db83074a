// English: what waits for somebody who acts for a signatory or holds an office.
import type { English } from '#faces/site/words/message.ts'

/** Messages of the page of what waits. */
export const waiting = {
  'nav.waiting': 'Waiting for you',
  'waiting.title': 'What waits for you',
  'waiting.count':
    'What your side is asked to do, or can do now: {count}. What is due first stands first.',
  'waiting.late': 'Overdue',
  'waiting.dated': 'With a day',
  'waiting.open': 'Without a day',
  'waiting.due': 'due by {date}',
  'waiting.overdue': 'overdue since {date}',
  'waiting.since': 'waiting since {date}',
  'waiting.office': 'As {role}',
  'waiting.none':
    'Nothing waits for you now. When others propose a match to your side, invite it, comment or dispute, or when something of its own falls due, it stands here at once.',
  'waiting.norole':
    'You act for no signatory, so nothing can wait for you here. Whoever is invited to act for a country, a city or an organization finds here what is asked of it.',
  'waiting.passkey':
    'You came by a link in a mail. To do what stands here, sign in with your passkey.',
  'waiting.match': 'Answer a proposed match: {amount} for “{what}”',
  'waiting.suggested': 'Propose a suggested match: {amount} of “{pledge}” for “{need}”',
  'waiting.deliver': 'State what you delivered: {amount} still to come for “{what}”',
  'waiting.meeting': 'Say whether you take part: “{what}”',
  'waiting.held': 'Say whether it was held: “{what}”',
  'waiting.agreement': 'Accept or decline an agreement: “{what}”',
  'waiting.followup': 'Say what became of an agreement: “{what}”',
  'waiting.comment': 'Answer comments, the oldest first ({count}): “{what}”',
  'waiting.results': 'Count and publish the results: “{what}”',
  'waiting.report': 'Report where it stands: “{what}”',
  'waiting.evidence': 'Give evidence for your report: “{what}”',
  'waiting.dispute': 'Reply to a dispute: “{what}”',
  'waiting.signature': 'Confirm as the second official: {act}, “{what}”',
  'waiting.review': 'Review what {who} states as delivered: “{what}”',
  'waiting.comments': 'Comments to read before they are published: {count}',
  'waiting.flags': 'Things that people told the moderators of: {count}',
  'waiting.names': 'Names to look at: {count}',
  'waiting.disputes': 'Open disputes to settle or leave open: {count}',
  'waiting.invitations': 'Invitations that nobody has taken up yet: {count}',
} as const satisfies English
