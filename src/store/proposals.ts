// Signatures that one official has made and a second has not confirmed yet: they become a record with the
// second's word, in one transaction, or not at all.
import type { Kysely } from 'kysely'
import type { Actor } from '#accounts/roles.ts'
import { checkConfirmation, checkProposal, type Proposal } from '#accounts/signing.ts'
import type { Problem } from '#base/problem.ts'
import { newId, RefusedError, type Taken } from '#store/draft.ts'
import type { Register } from '#store/register.ts'
import type { Tables } from '#store/tables.ts'

const unknownProposal: Problem = {
  level: 'error',
  code: 'proposal-unknown',
  at: { source: 'accounts', table: 'signature', row: 0 },
  message: 'There is no such proposal',
  cure: 'Follow the link in the page of the signatory',
}

/** Proposals of signatures. */
export class Proposals {
  readonly #db: Kysely<Tables>
  readonly #register: Pick<Register, 'append' | 'now'>

  constructor(register: Pick<Register, 'append' | 'now' | 'database'>) {
    this.#register = register
    this.#db = register.database.db
  }

  /** Signatures that wait for a second official, of these signatories. */
  async pending(signatories: readonly string[]): Promise<Proposal[]> {
    if (signatories.length === 0) return []
    const rows = await this.#db
      .selectFrom('pending_signature')
      .selectAll()
      .where('signatory', 'in', signatories)
      .where('closed', 'is', null)
      .orderBy('created')
      .execute()
    return rows as Proposal[]
  }

  /** A signature that waits or waited. */
  async find(id: string): Promise<Proposal | undefined> {
    const row = await this.#db
      .selectFrom('pending_signature')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()
    return row as Proposal | undefined
  }

  /**
   * The first half of a signature.
   *
   * @throws RefusedError where the actor may not sign for the signatory.
   */
  async propose(
    actor: Actor,
    wanted: Pick<Proposal, 'declaration' | 'signatory' | 'act' | 'date'>,
  ): Promise<string> {
    const problems = checkProposal(actor, wanted.signatory)
    if (problems.length > 0) throw new RefusedError(problems)
    const id = newId()
    await this.#db
      .insertInto('pending_signature')
      .values({
        ...wanted,
        id,
        official: actor.account,
        created: this.#register.now(),
        closed: null,
      })
      .execute()
    return id
  }

  /** Proposals of a signatory that wait for a second official, newest first. */
  async open(signatory: string): Promise<Proposal[]> {
    const rows = await this.#db
      .selectFrom('pending_signature')
      .selectAll()
      .where('signatory', '=', signatory)
      .where('closed', 'is', null)
      .orderBy('created', 'desc')
      .limit(50)
      .execute()
    return rows as Proposal[]
  }

  /**
   * The second half: enters the signature into the register.
   *
   * @throws RefusedError where the actor may not confirm, or someone else was faster.
   */
  async confirm(actor: Actor, id: string): Promise<Taken> {
    const now = this.#register.now()
    const proposal = await this.find(id)
    if (proposal === undefined) throw new RefusedError([unknownProposal])
    const problems = checkConfirmation(actor, proposal, now)
    if (problems.length > 0) throw new RefusedError(problems)
    const { declaration, signatory, act, date, official } = proposal
    return this.#register.append({
      kind: 'signature',
      data: { declaration, signatory, act, date, official, secondOfficial: actor.account },
      by: actor.account,
      // The proposal is closed with the record, or neither; half of it by someone who acts no more is none.
      condition: {
        text: `update pending_signature p set closed = $1 where id = $2 and closed is null
          and exists (select from account_role r join account a on a.id = r.account
            where r.account = p.official and r.signatory = p.signatory
              and r.role in ('official', 'secondOfficial') and not a.suspended)`,
        values: [now, id],
        otherwise: checkConfirmation(actor, { ...proposal, closed: now }, now),
      },
    })
  }
}
