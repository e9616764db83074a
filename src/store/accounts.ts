// Accounts in the database: how they come to be, links in mails, sessions. Every secret is used up by one
// statement, so that no two requests can use it.
import { type Kysely, sql } from 'kysely'
import type { Actor, HeldRole, Role } from '#accounts/roles.ts'
import { after, isLive, lifetimes, newToken, type Session, tokenHash } from '#accounts/sessions.ts'
import { newId } from '#store/draft.ts'
import { hasOperator, Invitations } from '#store/invitations.ts'
import { Proposals } from '#store/proposals.ts'
import type { Register } from '#store/register.ts'
import { RoleBook } from '#store/roleBook.ts'
import type { Tables } from '#store/tables.ts'

/** A session that was just opened: the token goes into a cookie, and nowhere else. */
export interface OpenedSession {
  readonly token: string
  readonly csrf: string
  readonly account: string
}

/** Who a session speaks for. */
export interface FoundActor {
  readonly actor: Actor
  readonly name: string
  /** What every form of this session carries. */
  readonly csrf: string
}

/** How a link in a mail would be used. */
export interface LinkTarget {
  readonly email: string
  /** True where the address has no account yet. */
  readonly fresh: boolean
}

/** A session's last use is written down this often; each page would be a flush to the disk. */
const seenMilliseconds = 5 * 60_000

/** Accounts and what they carry. */
export class Accounts {
  readonly #db: Kysely<Tables>
  readonly #register: Pick<Register, 'now'>

  readonly invitations: Invitations
  readonly proposals: Proposals
  readonly roles: RoleBook

  constructor(register: Pick<Register, 'append' | 'now' | 'database'>) {
    this.#register = register
    this.#db = register.database.db
    this.invitations = new Invitations(register)
    this.proposals = new Proposals(register)
    this.roles = new RoleBook(register)
  }

  /** The first account: an operator, made on the machine itself when there is none yet. */
  async createFirstOperator(name: string, email: string): Promise<string | undefined> {
    return this.#db.transaction().execute(async (all) => {
      if (await hasOperator(all)) return undefined
      const id = newId()
      await this.#insertAccount(all, { id, name, email, role: 'operator', signatory: '' })
      return id
    })
  }

  async #insertAccount(
    db: Kysely<Tables>,
    { id, name, email, role, signatory }: { id: string; name: string; email: string } & HeldRole,
  ): Promise<void> {
    const created = this.#register.now()
    const kind = role === 'resident' ? 'resident' : 'official'
    const name_seen = kind === 'official'
    await db.insertInto('account').values({ id, kind, name, email, created, name_seen }).execute()
    await db.insertInto('account_role').values({ account: id, role, signatory }).execute()
  }

  /** Takes an invitation up, once: makes the account, or gives one of that address the role. */
  async acceptInvitation(secret: string, name: string): Promise<string | undefined> {
    const now = this.#register.now()
    return this.#db.transaction().execute(async (all) => {
      const invitation = await all
        .updateTable('invitation')
        .set({ used: now })
        .where('token_hash', '=', tokenHash(secret))
        .where('used', 'is', null)
        .where('expires', '>', now)
        .returning(['role', 'signatory', 'email'])
        .executeTakeFirst()
      if (invitation === undefined) return undefined
      const { role, signatory, email } = invitation
      const held = await all
        .selectFrom('account')
        .select('id')
        .where('email', '=', email)
        .executeTakeFirst()
      const id = held?.id ?? newId()
      if (held === undefined)
        await this.#insertAccount(all, { id, name, email, role: role as Role, signatory })
      else
        await all
          .insertInto('account_role')
          .values({ account: id, role, signatory })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
      return id
    })
  }

  /**
   * A link for a mail. It works once, for twenty minutes, and only in the browser that asked for it.
   *
   * @param browser A secret that the browser keeps in a cookie.
   */
  async newEmailLink(email: string, browser: string): Promise<string> {
    const { secret, hash } = newToken()
    await this.#db
      .insertInto('email_link')
      .values({
        token_hash: hash,
        email,
        browser_hash: tokenHash(browser),
        expires: after(this.#register.now(), lifetimes.emailLink),
        used: null,
      })
      .execute()
    return secret
  }

  /** What a link would do in this browser; undefined where it does nothing (any more). */
  async findEmailLink(secret: string, browser: string): Promise<LinkTarget | undefined> {
    const row = await this.#db
      .selectFrom('email_link as l')
      .leftJoin('account as a', 'a.email', 'l.email')
      .select(['l.email', 'a.id'])
      .where('l.token_hash', '=', tokenHash(secret))
      .where('l.browser_hash', '=', tokenHash(browser))
      .where('l.used', 'is', null)
      .where('l.expires', '>', this.#register.now())
      .executeTakeFirst()
    return row === undefined ? undefined : { email: row.email, fresh: row.id === null }
  }

  /** Signs in by a link; a new address becomes a resident under the pseudonym. */
  async useEmailLink(
    secret: string,
    browser: string,
    pseudonym: string,
  ): Promise<OpenedSession | undefined> {
    const now = this.#register.now()
    const account = await this.#db.transaction().execute(async (all) => {
      const link = await all
        .updateTable('email_link')
        .set({ used: now })
        .where('token_hash', '=', tokenHash(secret))
        .where('browser_hash', '=', tokenHash(browser))
        .where('used', 'is', null)
        .where('expires', '>', now)
        .returning('email')
        .executeTakeFirst()
      if (link === undefined) return undefined
      const held = await all
        .selectFrom('account')
        .select(['id', 'suspended'])
        .where('email', '=', link.email)
        .executeTakeFirst()
      if (held !== undefined) return held.suspended ? undefined : held.id
      const id = newId()
      const resident = { role: 'resident', signatory: '' } as const
      await this.#insertAccount(all, { id, name: pseudonym, email: link.email, ...resident })
      return id
    })
    return account === undefined ? undefined : this.openSession(account, 'email')
  }

  /** Opens a session for an account that has shown who it is. */
  async openSession(account: string, by: Session['by']): Promise<OpenedSession> {
    const now = this.#register.now()
    const { secret, hash } = newToken()
    const csrf = newToken().secret
    const expires = after(now, lifetimes.session)
    await this.#db
      .insertInto('session')
      .values({ token_hash: hash, account, csrf, created: now, seen: now, expires, by })
      .execute()
    return { token: secret, csrf, account }
  }

  /** Who a session's token speaks for; undefined where it counts no more. */
  async findActor(token: string): Promise<FoundActor | undefined> {
    const now = this.#register.now()
    const hash = tokenHash(token)
    const row = await this.#db
      .selectFrom('session as s')
      .innerJoin('account as a', 'a.id', 's.account')
      .select(['s.account', 's.csrf', 's.seen', 's.expires', 's.by', 'a.suspended', 'a.name'])
      .select(
        sql<HeldRole[]>`coalesce((select json_agg(json_build_object('role', r.role,
          'signatory', r.signatory)) from account_role r where r.account = a.id), '[]')`.as(
          'roles',
        ),
      )
      .where('s.token_hash', '=', hash)
      .executeTakeFirst()
    if (row === undefined || row.suspended || !isLive({ ...row, by: 'email' }, now))
      return undefined
    if (after(row.seen, seenMilliseconds) < now)
      await this.#db
        .updateTable('session')
        .set({ seen: now })
        .where('token_hash', '=', hash)
        .execute()
    const { account, suspended, roles, name, csrf } = row
    return { actor: { account, roles, suspended, by: row.by as Actor['by'] }, name, csrf }
  }

  /** Ends one session. */
  async closeSession(token: string): Promise<void> {
    await this.#db.deleteFrom('session').where('token_hash', '=', tokenHash(token)).execute()
  }

  /** Suspends an account and ends its sessions, or takes that back. */
  async suspend(account: string, suspended = true): Promise<void> {
    await this.#db.updateTable('account').set({ suspended }).where('id', '=', account).execute()
    if (suspended) await this.#db.deleteFrom('session').where('account', '=', account).execute()
  }

  /** Removes secrets that count no more. */
  async sweep(): Promise<void> {
    const now = this.#register.now()
    for (const table of ['email_link', 'invitation', 'challenge', 'session', 'form_act'] as const)
      await this.#db.deleteFrom(table).where('expires', '<=', now).execute()
    const idle = after(now, -lifetimes.sessionIdle)
    await this.#db.deleteFrom('session').where('seen', '<=', idle).execute()
  }
}
