// Why a form was not taken, by the code of the problem: what is wrong, then what to do.
import type { English } from '#faces/site/words/message.ts'

/** English messages: refusals. */
export const refusals = {
  'problem.value-missing': 'Something that is needed is missing. Fill it in',
  'problem.value-type':
    'A value is of another kind than is asked for. Read what stands beside the field and write it again',
  'problem.value-wrong':
    'A value does not fit. Read what stands beside the field and write it again',
  'problem.value-unknown':
    'Something was sent that this form does not know. Open the form again and fill it in there',
  'problem.list-length': 'A list has too few entries, or too many. Give as many as are asked for',
  'problem.address-wrong':
    'That is no address that mail can reach. Give one as in name@city.example',
  'problem.author-other': 'Someone else wrote this. Write one of your own; both will stand',
  'problem.code-twice': 'Two entries have the same short name. Give each its own',
  'problem.consultation-closed':
    'The consultation is not open today. Follow it to hear what became of it',
  'problem.consultation-open':
    'The consultation is still open. Publish the results when it has closed: they are counted once',
  'problem.decided-already': 'This is decided already. Go on with the next',
  'problem.evidence-empty': 'The evidence holds nothing. Give the file, the address or the series',
  'problem.file-active':
    'This PDF holds something that acts by itself. Print it to a new PDF, which shows the same and does nothing',
  'problem.file-large': 'The file is larger than 10 MB. Choose a smaller one',
  'problem.file-unclear':
    'This PDF cannot be looked into. Print it to a new PDF and choose that one',
  'problem.group-missing':
    'Say which group you speak as. Choose the one that fits you best; it is never shown beside your name',
  'problem.invitation-scope':
    'This role does not fit what you chose: officials belong to a signatory, all others to the whole register',
  'problem.span-past': 'The last day is past already. Give a last day that is today or later',
  'problem.agreement-early':
    'What is agreed cannot be due before the meeting begins. Give a later day',
  'problem.delivery-ahead':
    'The day of a delivery cannot lie ahead. Give the day on which it was delivered, today at the latest',
  'problem.match-agreed':
    'Something is agreed on it already: its kind, currency and conditions stay, and its amount does not fall below what is agreed. Leave these, or end the match first',
  'problem.match-open': 'Both sides have not accepted yet. Let the other side accept first',
  'problem.match-own': 'Need and pledge are of one side. Choose the pledge of another',
  'problem.match-unfit':
    'The pledge offers something else than the need asks for. Match what is of one kind',
  'problem.not-a-party': 'This must be done by one of those it is between. Choose one of them',
  'problem.not-asking':
    'Only the signatory that asks may answer. Leave it to the one whose consultation it is',
  'problem.not-at-meeting':
    'One of the parties did not take part in the meeting. Name participants, or add the party to the meeting',
  'problem.not-following-up':
    'Another signatory follows this agreement up. Leave it to the one that was named',
  'problem.nothing-chosen': 'Nothing is chosen. Choose at least one',
  'problem.option-alone': 'One option alone is no choice. Give at least two, or none',
  'problem.option-unknown':
    'There is no such option or proposal in this section. Choose one of those shown',
  'problem.outcome-twice':
    'The results are published already. Leave them: a second count could tell who came between',
  'problem.own-practice': 'This is your own practice. Adopt what others did',
  'problem.owner-changed':
    'A new version cannot belong to another signatory. Enter a record of its own',
  'problem.participant-twice': 'A participant is named twice. Name each once',
  'problem.proposal-old': 'The proposal has waited too long. Propose anew',
  'problem.proposal-unknown':
    'There is no such proposal. Follow the link in the page of the signatory',
  'problem.record-changed':
    'Someone changed this meanwhile. Read the newest version and make the change there',
  'problem.record-of-another':
    'This belongs to another signatory. Change only what belongs to yours',
  'problem.record-too-long': 'This is too long for one entry. Divide it into several',
  'problem.record-unknown': 'There is no such record. Begin a new one',
  'problem.reference-unknown':
    'Something is named that is not in the register. Choose one of those offered',
  'problem.result-range':
    'The measured result cannot be right for its unit. Give a share from 0 to 1, or a value from 0',
  'problem.review-value':
    'A value belongs only to a report that is borne out in part. Leave it out, or choose that finding',
  'problem.role-missing': 'Your account has no role for this. Ask the operator',
  'problem.section-unknown': 'The draft has no such section. Choose one of the sections shown',
  'problem.span-backward': 'It ends before it begins. Give a last day after the first',
  'problem.support-unclear': 'It is not clear what you support. Choose one option or one proposal',
  'problem.two-persons':
    'A signature is not entered by one person. Propose it, and let the second official confirm it',
  'problem.version-unknown': 'There is no such version. Read the newest one',
  'problem.amount-missing': 'It does not say how much. Give the amount that this kind asks for',
  'problem.amount-unfit': 'This kind is counted in another way. Leave the other amounts out',
  'problem.follow-up-early':
    'A commitment is named, yet the agreement is not done. Say that it is done, or leave the commitment out',
} as const satisfies English
