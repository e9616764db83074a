// Invitations to roles: each for one address, for two weeks, once; the secret goes into a mail and is kept
// as a hash only.
import { type Kysely, sql } from 'kysely'
import { type Actor, checkMayInvite, type HeldRole, type Role } from '#accounts/roles.ts'
import { after, lifetimes, newToken, tokenHash } from '#accounts/sessions.ts'
import { RefusedError } from '#store/draft.ts'
import type { Register } from '#store/register.ts'
import type { Tables } from '#store/tables.ts'

/** An invitation that still waits. */
export interface Invitation {
  /** The first characters of its hash: enough to name it, and of no use to anyone. */
  readonly id: string
  readonly role: Role
  readonly signatory: string
  readonly email: string
  readonly expires: string
}

/** Who invites where there is nobody yet: whoever has the machine. */
const machine = 'machine'
/** Invitations that wait. */
export class Invitations {
  readonly #db: Kysely<Tables>
  readonly #register: Pick<Register, 'now'>

  constructor(register: Pick<Register, 'now' | 'database'>) {
    this.#register = register
    this.#db = register.database.db
  }

  /**
   * Invites an operator from the machine itself, where there is none: the first, or one after all were
   * lost. Undefined where an operator can do it.
   */
  async inviteFirstOperator(email: string): Promise<string | undefined> {
    if (await hasOperator(this.#db)) return undefined
    return this.#insert(machine, { role: 'operator', signatory: '' }, email)
  }

  /** True where nobody can invite: the way in is from the machine. */
  async wantsOperator(): Promise<boolean> {
    return !(await hasOperator(this.#db))
  }

  /**
   * Invites someone to a role; the secret goes into the mail.
   *
   * @throws RefusedError where the actor may not.
   */
  async invite(actor: Actor, role: Role, signatory: string, email: string): Promise<string> {
    const problems = checkMayInvite(actor, role, signatory)
    if (problems.length > 0) throw new RefusedError(problems)
    return this.#insert(actor.account, { role, signatory }, email)
  }

  async #insert(by: string, held: HeldRole, email: string): Promise<string> {
    const { secret, hash } = newToken()
    const expires = after(this.#register.now(), lifetimes.invitation)
    await this.#db
      .insertInto('invitation')
      .values({ token_hash: hash, ...held, email, invited_by: by, expires, used: null })
      .execute()
    return secret
  }

  /** An invitation that may still be taken up. */
  async find(secret: string): Promise<(Invitation & { fresh: boolean }) | undefined> {
    const row = await this.#db
      .selectFrom('invitation as i')
      .leftJoin('account as a', 'a.email', 'i.email')
      .select(['i.token_hash', 'i.role', 'i.signatory', 'i.email', 'i.expires', 'a.id'])
      .where('i.token_hash', '=', tokenHash(secret))
      .where('i.used', 'is', null)
      .where('i.expires', '>', this.#register.now())
      .executeTakeFirst()
    if (row === undefined) return undefined
    return { ...invitationOf(row), fresh: row.id === null }
  }

  /** Every invitation that waits, the newest first. */
  async waiting(): Promise<Invitation[]> {
    const rows = await this.#db
      .selectFrom('invitation')
      .select(['token_hash', 'role', 'signatory', 'email', 'expires'])
      .where('used', 'is', null)
      .where('expires', '>', this.#register.now())
      .orderBy('expires', 'desc')
      .limit(200)
      .execute()
    return rows.map(invitationOf)
  }

  /** Takes an invitation back, by its id in the list. */
  async withdraw(id: string): Promise<void> {
    await this.#db
      .deleteFrom('invitation')
      .where(sql<boolean>`left(token_hash, ${idLength}) = ${id}`)
      .where('used', 'is', null)
      .execute()
  }
}

/** True where an operator can act. One without an address, as the example’s, has no way in. */
export async function hasOperator(db: Kysely<Tables>): Promise<boolean> {
  const found = await db
    .selectFrom('account_role as r')
    .innerJoin('account as a', 'a.id', 'r.account')
    .select('r.account')
    .where('r.role', '=', 'operator')
    .where('a.suspended', '=', false)
    .where('a.email', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

const idLength = 16

function invitationOf(row: {
  token_hash: string
  role: string
  signatory: string
  email: string
  expires: string
}): Invitation {
  const { token_hash, role, signatory, email, expires } = row
  return { id: token_hash.slice(0, idLength), role: role as Role, signatory, email, expires }
}
