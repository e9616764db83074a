// Accounts in the database: invitations, links in mails, sessions, and signatures that wait for a second
// official. Every secret is used up by one statement, so that no two requests can use it.

import type { Kysely } from 'kysely'
import { type Actor, checkMayInvite, type HeldRole, type Role } from '#accounts/roles.ts'
import { after, isLive, lifetimes, newToken, type Session, tokenHash } from '#accounts/sessions.ts'
import { checkConfirmation, checkProposal, type Proposal } from '#accounts/signing.ts'
import type { Problem } from '#base/problem.ts'
import { newId, RefusedError, type Register, type Taken } from '#store/register.ts'
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

const unknownProposal: Problem = {
  level: 'error',
  code: 'proposal-unknown',
  at: { source: 'accounts', table: 'signature', row: 0 },
  message: 'There is no such proposal',
  cure: 'Follow the link in the page of the signatory',
}

/** Accounts and what they carry. */
export class Accounts {
  readonly #db: Kysely<Tables>
  readonly #register: Register

  constructor(register: Register) {
    this.#register = register
    this.#db = register.database.db
  }

  /** The first account: an operator, made on the machine itself when there is none yet. */
  async createFirstOperator(name: string, email: string): Promise<string | undefined> {
    return this.#db.transaction().execute(async (all) => {
      const { n } = await all
        .selectFrom('account')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      if (Number(n) > 0) return undefined
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
    await db.insertInto('account').values({ id, kind, name, email, created }).execute()
    await db.insertInto('account_role').values({ account: id, role, signatory }).execute()
  }

  /**
   * Invites someone to a role; the secret goes into the mail.
   *
   * @throws RefusedError where the actor may not.
   */
  async invite(actor: Actor, role: Role, signatory: string, email: string): Promise<string> {
    const problems = checkMayInvite(actor, role, signatory)
    if (problems.length > 0) throw new RefusedError(problems)
    const { secret, hash } = newToken()
    const now = this.#register.now()
    await this.#db
      .insertInto('invitation')
      .values({
        token_hash: hash,
        role,
        signatory,
        email,
        invited_by: actor.account,
        expires: after(now, lifetimes.invitation),
        used: null,
      })
      .execute()
    return secret
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
    await this.#db
      .insertInto('session')
      .values({
        token_hash: hash,
        account,
        csrf,
        created: now,
        seen: now,
        expires: after(now, lifetimes.session),
        by,
      })
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
      .where('s.token_hash', '=', hash)
      .executeTakeFirst()
    if (row === undefined || row.suspended || !isLive({ ...row, by: 'email' }, now))
      return undefined
    await this.#db
      .updateTable('session')
      .set({ seen: now })
      .where('token_hash', '=', hash)
      .execute()
    const roles = await this.#db
      .selectFrom('account_role')
      .select(['role', 'signatory'])
      .where('account', '=', row.account)
      .execute()
    return {
      actor: {
        account: row.account,
        roles: roles as HeldRole[],
        suspended: row.suspended,
        by: row.by as Actor['by'],
      },
      name: row.name,
      csrf: row.csrf,
    }
  }

  /** Ends one session, or all of an account. */
  async closeSession(token: string): Promise<void> {
    await this.#db.deleteFrom('session').where('token_hash', '=', tokenHash(token)).execute()
  }

  /** Suspends an account and ends its sessions. */
  async suspend(account: string): Promise<void> {
    await this.#db
      .updateTable('account')
      .set({ suspended: true })
      .where('id', '=', account)
      .execute()
    await this.#db.deleteFrom('session').where('account', '=', account).execute()
  }

  /**
   * The first half of a signature.
   *
   * @throws RefusedError where the actor may not sign for the signatory.
   */
  async proposeSignature(
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

  /**
   * The second half: enters the signature into the register.
   *
   * @throws RefusedError where the actor may not confirm, or someone else was faster.
   */
  async confirmSignature(actor: Actor, id: string): Promise<Taken> {
    const now = this.#register.now()
    const row = await this.#db
      .selectFrom('pending_signature')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()
    if (row === undefined) throw new RefusedError([unknownProposal])
    const proposal = row as Proposal
    const problems = checkConfirmation(actor, proposal, now)
    if (problems.length > 0) throw new RefusedError(problems)
    const { declaration, signatory, act, date, official } = proposal
    return this.#register.append({
      kind: 'signature',
      data: { declaration, signatory, act, date, official, secondOfficial: actor.account },
      by: actor.account,
      // The proposal is closed with the record, or neither.
      condition: {
        text: 'update pending_signature set closed = $1 where id = $2 and closed is null',
        values: [now, id],
        otherwise: checkConfirmation(actor, { ...proposal, closed: now }, now),
      },
    })
  }
}
