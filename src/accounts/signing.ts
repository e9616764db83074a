// The two-person rule: one official proposes a signature, another of the same signatory confirms it, and
// only then does the register hear of it.
import { type Actor, actsFor, holds } from '#accounts/roles.ts'
import type { Problem } from '#base/problem.ts'

/** How long a proposal waits for its confirmation. */
export const proposalDays = 30

/** A signature that one official has made. */
export interface Proposal {
  readonly id: string
  readonly declaration: string
  readonly signatory: string
  readonly act: 'adopt' | 'withdraw'
  readonly date: string
  readonly official: string
  /** When it was proposed, as an instant. */
  readonly created: string
  /** When it was confirmed or dropped; null while it waits. */
  readonly closed: string | null
}

const refusal = (code: string, message: string, cure: string): Problem => ({
  level: 'error',
  code,
  at: { source: 'accounts', table: 'signature', row: 0 },
  message,
  cure,
})

const signedIn = (actor: Actor): Problem[] =>
  !actor.suspended && actor.by === 'passkey'
    ? []
    : [
        refusal(
          'passkey-needed',
          'A signature needs an account in good standing, signed in by passkey',
          'Sign in with your passkey and try again',
        ),
      ]

/** Every reason why the actor may not propose a signature for the signatory. */
export function checkProposal(actor: Actor, signatory: string): Problem[] {
  const problems = signedIn(actor)
  if (!actsFor(actor, signatory))
    problems.push(
      refusal(
        'role-missing',
        'Only an official of the signatory may sign for it',
        'Let one of its officials sign',
      ),
    )
  return problems
}

/**
 * Every reason why the actor may not confirm a proposal.
 *
 * @param now The instant, `2026-11-22T…`.
 */
export function checkConfirmation(actor: Actor, proposal: Proposal, now: string): Problem[] {
  const problems = checkProposal(actor, proposal.signatory)
  if (actor.account === proposal.official)
    problems.push(
      refusal(
        'one-official',
        'The official who proposed a signature cannot confirm it',
        'Let a second official of the signatory confirm',
      ),
    )
  else if (
    !holds(actor, 'secondOfficial', proposal.signatory) &&
    !holds(actor, 'official', proposal.signatory)
  )
    problems.push(
      refusal(
        'role-missing',
        'The account is no official of the signatory',
        'Let an official confirm',
      ),
    )
  if (proposal.closed !== null)
    problems.push(
      refusal('proposal-closed', 'The proposal was confirmed or dropped already', 'Propose anew'),
    )
  const age = Date.parse(now) - Date.parse(proposal.created)
  if (age > proposalDays * 86_400_000)
    problems.push(
      refusal('proposal-old', `The proposal is older than ${proposalDays} days`, 'Propose anew'),
    )
  return problems
}
