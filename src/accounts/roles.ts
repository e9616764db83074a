// Who may do what: roles come by invitation, each for one signatory or for the whole register, and every
// act on the register asks here. Refusals are problems with a cure, like any other wrong input.
import type { Problem } from '#base/problem.ts'
import type { RecordKind } from '#register/records.ts'

/** What an account may be. `official` and `secondOfficial` are of a signatory, the rest of the register. */
export const roles = [
  'operator',
  'moderator',
  'reviewer',
  'official',
  'secondOfficial',
  'resident',
] as const
export type Role = (typeof roles)[number]

/** Roles that are held for one signatory. */
export const signatoryRoles: readonly Role[] = ['official', 'secondOfficial']

/** A role that an account holds; `signatory` is empty for those of the whole register. */
export interface HeldRole {
  readonly role: Role
  readonly signatory: string
}

/** Who acts, and how sure we are of it: a passkey proves more than a link in a mailbox. */
export interface Actor {
  readonly account: string
  readonly roles: readonly HeldRole[]
  readonly suspended: boolean
  readonly by: 'passkey' | 'email'
}

/** True where the actor holds the role, for this signatory where one is named. */
export function holds(actor: Actor, role: Role, signatory = ''): boolean {
  return actor.roles.some((held) => held.role === role && held.signatory === signatory)
}

/** True for whoever acts for others than themselves: every role but a resident's. */
export function actsForOthers({ roles: held }: Actor): boolean {
  return held.some(({ role }) => role !== 'resident')
}

/** True for either of a signatory's officials. */
export function actsFor(actor: Actor, signatory: string): boolean {
  return signatoryRoles.some((role) => holds(actor, role, signatory))
}

/**
 * Which role takes records of a kind; `signatory` means an official of the signatory concerned, `anyone`
 * whoever has an account.
 */
const takes: Readonly<Record<Exclude<RecordKind, 'signature'>, Role | 'signatory' | 'anyone'>> = {
  declaration: 'operator',
  resolution: 'operator',
  studyQuestion: 'operator',
  signatory: 'operator',
  initiative: 'operator',
  commitment: 'signatory',
  programme: 'signatory',
  project: 'signatory',
  report: 'signatory',
  evidence: 'signatory',
  reply: 'signatory',
  review: 'reviewer',
  dispute: 'resident',
  moderation: 'moderator',
  conduct: 'moderator',
  practice: 'signatory',
  practiceReview: 'reviewer',
  adoption: 'signatory',
  need: 'signatory',
  pledge: 'signatory',
  match: 'signatory',
  acceptance: 'signatory',
  delivery: 'signatory',
  deliveryReview: 'reviewer',
  meeting: 'signatory',
  agreement: 'signatory',
  followUp: 'signatory',
  stand: 'signatory',
  consultation: 'signatory',
  comment: 'anyone',
  support: 'anyone',
  answer: 'signatory',
  change: 'signatory',
  outcome: 'signatory',
}

const refusal = (code: string, message: string, cure: string): Problem => ({
  level: 'error',
  code,
  at: { source: 'accounts', table: 'roles', row: 0 },
  message,
  cure,
})

/**
 * Every reason why the actor may not enter a record of this kind; none where it may.
 *
 * @param signatory The signatory whose commitments the record is about, where there is one.
 */
export function checkMayEnter(actor: Actor, kind: RecordKind, signatory = ''): Problem[] {
  const problems: Problem[] = []
  if (actor.suspended)
    problems.push(
      refusal(
        'account-suspended',
        'The account is suspended',
        'Ask the operator why, and for how long',
      ),
    )
  if (kind === 'signature')
    return [
      ...problems,
      refusal(
        'two-persons',
        'A signature is not entered by one person',
        'Propose it, and let the second official confirm it',
      ),
    ]
  const wanted = takes[kind]
  const fits =
    wanted === 'anyone' ||
    (wanted === 'signatory' ? signatory !== '' && actsFor(actor, signatory) : holds(actor, wanted))
  if (!fits)
    problems.push(
      refusal(
        'role-missing',
        wanted === 'signatory'
          ? `Only an official of the signatory may enter a ${kind}`
          : `Only a ${wanted} may enter a ${kind}`,
        'Ask the operator for an invitation to that role',
      ),
    )
  if (wanted !== 'resident' && wanted !== 'anyone' && actor.by !== 'passkey')
    problems.push(
      refusal('passkey-needed', 'This needs a passkey', 'Sign in with your passkey and try again'),
    )
  // A reviewer of one's own promises is none.
  if (takes[kind] === 'reviewer' && signatory !== '' && actsFor(actor, signatory))
    problems.push(
      refusal(
        'not-independent',
        'An official of the signatory cannot review what is its own',
        'Leave the review to a reviewer without a part in it',
      ),
    )
  return problems
}

/** Every reason why the actor may not invite to a role. */
export function checkMayInvite(actor: Actor, role: Role, signatory: string): Problem[] {
  const problems: Problem[] = []
  const forSignatory = signatoryRoles.includes(role)
  if (actor.suspended || actor.by !== 'passkey' || !holds(actor, 'operator'))
    problems.push(
      refusal(
        'role-missing',
        'Only an operator may invite',
        'Ask the operator, signed in by passkey',
      ),
    )
  if (forSignatory !== (signatory !== ''))
    problems.push(
      refusal(
        'invitation-scope',
        forSignatory ? `A ${role} is of a signatory` : `A ${role} is of the whole register`,
        forSignatory ? 'Name the signatory' : 'Leave the signatory out',
      ),
    )
  return problems
}

/**
 * Every reason why the actor may not end somebody's role: an operator may end any, an official those of its own
 * signatory, its own among them.
 */
export function checkMayEndRole(actor: Actor, role: Role, signatory: string): Problem[] {
  const own = signatoryRoles.includes(role) && signatory !== '' && actsFor(actor, signatory)
  const problems: Problem[] = []
  if (actor.suspended || !(own || holds(actor, 'operator')) || role === 'resident')
    problems.push(
      refusal(
        'role-missing',
        'Only an operator, or an official of the same signatory, may end a role',
        'Ask the operator',
      ),
    )
  if (actor.by !== 'passkey')
    problems.push(
      refusal('passkey-needed', 'This needs a passkey', 'Sign in with your passkey and try again'),
    )
  return problems
}
