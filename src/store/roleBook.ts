// Who holds which role, and how a role ends: by an act in the log that takes it away in the same transaction.
// Nobody may leave the register without an operator, nor a signatory that promised without an official.
import { type Kysely, sql } from 'kysely'
import { type Actor, checkMayEndRole, type HeldRole, type Role } from '#accounts/roles.ts'
import type { Json } from '#base/canonical.ts'
import { problem, RefusedError, type Taken } from '#store/draft.ts'
import type { Register } from '#store/register.ts'
import type { Tables } from '#store/tables.ts'

/** Someone who holds a role. */
export interface Holder extends HeldRole {
  readonly account: string
  readonly name: string
  readonly suspended: boolean
}

/** Why a role ends, in public. */
export interface EndReason {
  readonly language: string
  readonly reason: string
}

/** A list shows so many. */
const listMost = 500

/**
 * Takes the role away, unless it is the last operator's, or the last official's of a signatory that has signed
 * or promised. With it go invitations that would bring it back, and what the official proposed alone: half of a
 * signature by someone who acts for the signatory no more is none.
 */
const endText = `
  with gone as (
    delete from account_role r where account = $1 and role = $2 and signatory = $3
      and case
        when role = 'operator' then exists (
          select from account_role o join account a on a.id = o.account
          where o.role = 'operator' and o.account <> r.account and not a.suspended)
        when role in ('official', 'secondOfficial') then exists (
          select from account_role o join account a on a.id = o.account
          where o.signatory = r.signatory and o.role in ('official', 'secondOfficial')
            and (o.account <> r.account or o.role <> r.role) and not a.suspended)
          or not exists (
            select from record_reference f join record_head h on h.id = f.id and h.version = f.version
            where f.target = r.signatory and h.kind in ('signature', 'commitment', 'programme', 'project'))
        else true end
    returning account, signatory
  ), invited as (
    delete from invitation where used is null and role = $2 and signatory = $3
      and email = (select email from account where id = $1) and exists (select from gone)
  ), proposed as (
    update pending_signature set closed = $4
    where closed is null and official = $1 and signatory = $3 and exists (select from gone)
      and not exists (select from account_role
        where account = $1 and signatory = $3 and role <> $2
          and role in ('official', 'secondOfficial'))
  )
  select from gone`

/** Roles that are held. */
export class RoleBook {
  readonly #db: Kysely<Tables>
  readonly #register: Pick<Register, 'append' | 'now'>

  constructor(register: Pick<Register, 'append' | 'now' | 'database'>) {
    this.#register = register
    this.#db = register.database.db
  }

  /** Everyone who holds a role that is given by invitation; of one signatory where it is named. */
  async holders(signatory?: string): Promise<readonly Holder[]> {
    let query = this.#db
      .selectFrom('account_role as r')
      .innerJoin('account as a', 'a.id', 'r.account')
      .select(['r.account', 'r.role', 'r.signatory', 'a.name', 'a.suspended'])
      .where('r.role', '!=', 'resident')
      .orderBy('r.signatory')
      .orderBy('r.role')
      .orderBy('a.name')
      .limit(listMost)
    if (signatory !== undefined) query = query.where('r.signatory', '=', signatory)
    return (await query.execute()).map((row) => ({ ...row, role: row.role as Role }))
  }

  /** One of them. */
  async find({
    account,
    role,
    signatory,
  }: HeldRole & { readonly account: string }): Promise<Holder | undefined> {
    const row = await this.#db
      .selectFrom('account_role as r')
      .innerJoin('account as a', 'a.id', 'r.account')
      .select(['r.account', 'r.role', 'r.signatory', 'a.name', 'a.suspended'])
      .where('r.account', '=', account)
      .where('r.role', '=', role)
      .where('r.signatory', '=', signatory)
      .executeTakeFirst()
    return row === undefined ? undefined : { ...row, role: row.role as Role }
  }

  /** How many people may act for a signatory now: a signature takes two. */
  async officials(signatory: string): Promise<number> {
    const { rows } = await sql<{ n: number }>`
      select count(distinct r.account) as n from account_role r join account a on a.id = r.account
      where r.signatory = ${signatory} and r.role in ('official', 'secondOfficial')
        and not a.suspended`.execute(this.#db)
    return rows[0].n
  }

  /**
   * Ends a role: an entry in the log says so, and from then on the account may not act by it.
   *
   * @throws RefusedError where the actor may not, nobody holds it, or nobody would be left.
   */
  async end(
    actor: Actor,
    { account, role, signatory }: HeldRole & { readonly account: string },
    { language, reason }: EndReason,
  ): Promise<Taken> {
    const problems = checkMayEndRole(actor, role, signatory)
    if (problems.length > 0) throw new RefusedError(problems)
    if ((await this.find({ account, role, signatory })) === undefined)
      throw new RefusedError([
        problem('role-unheld', 'conduct', 'Nobody holds this role any more', 'Go back to the list'),
      ])
    const data: Json = {
      account,
      act: 'endRole',
      role,
      ...(signatory === '' ? {} : { signatory }),
      rule: 'role-ended',
      language,
      reason,
    }
    const [code, message] =
      role === 'operator'
        ? (['last-operator', 'This is the last operator'] as const)
        : (['last-official', 'Nobody would be left who acts for the signatory'] as const)
    return this.#register.append({
      kind: 'conduct',
      data,
      by: actor.account,
      condition: {
        text: endText,
        values: [account, role, signatory, this.#register.now()],
        otherwise: [problem(code, 'conduct', message, 'Invite another one first')],
      },
    })
  }
}
