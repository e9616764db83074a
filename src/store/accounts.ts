// Accounts in the database: invitations, links in mails, sessions, and signatures that wait for a second
// official. Every secret is used up by one statement, so that no two requests can use it.
import { type Kysely, sql } from 'kysely'
import { type Actor, checkMayInvite, type HeldRole, type Role } from '#accounts/roles.ts'
import { after, isLive, lifetimes, newToken, type Session, tokenHash } from '#accounts/sessions.ts'
import { checkConfirmation, checkProposal, type Proposal } from '#accounts/signing.ts'
import type { Problem } from '#base/problem.ts'
import { newId, RefusedError, type Taken } from '#store/draft.ts'
import type { Register } from '#store/register.ts'
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

/** An invitation that still waits. */
export interface Invitation {
  /** The first characters of its hash: enough to name it, and of no use to anyone. */
  readonly id: string
  readonly role: Role
  readonly signatory: string
  readonly email: string
  readonly expires: string
}

/** How a link in a mail would be used. */
export interface LinkTarget {
  readonly email: string
  /** True where the address has no account yet. */
  readonly fresh: boolean
}

/** Who invites where there is nobody yet: whoever has the machine. */
const machine = 'machine'
/** A session's last use is written down this often; each page would be a flush to the disk. */
const seenMilliseconds = 5 * 60_000

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
  readonly #register: Pick<Register, 'append' | 'now'>

  constructor(register: Pick<Register, 'append' | 'now' | 'database'>) {
    this.#register = register
    this.#db = register.database.db
  }

  /** The first account: an operator, made on the machine itself when there is none yet. */
  async createFirstOperator(name: string, email: string): Promise<string | undefined> {
    return this.#db.transaction().execute(async (all) => {
      if (await this.#hasOperator(all)) return undefined
      const id = newId()
      await this.#insertAccount(all, { id, name, email, role: 'operator', signatory: '' })
      return id
    })
  }

  async #hasOperator(db: Kysely<Tables>): Promise<boolean> {
    const found = await db
      .selectFrom('account_role as r')
      .innerJoin('account as a', 'a.id', 'r.account')
      .select('r.account')
      .where('r.role', '=', 'operator')
      .where('a.suspended', '=', false)
      .limit(1)
      .executeTakeFirst()
    return found !== undefined
  }

  /**
   * Invites an operator from the machine itself, where there is none: the first, or one after all were
   * lost. Undefined where an operator can do it.
   */
  async inviteFirstOperator(email: string): Promise<string | undefined> {
    if (await this.#hasOperator(this.#db)) return undefined
    return this.#insertInvitation(machine, { role: 'operator', signatory: '' }, email)
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

  /**
   * Invites someone to a role; the secret goes into the mail.
   *
   * @throws RefusedError where the actor may not.
   */
  async invite(actor: Actor, role: Role, signatory: string, email: string): Promise<string> {
    const problems = checkMayInvite(actor, role, signatory)
    if (problems.length > 0) throw new RefusedError(problems)
    return this.#insertInvitation(actor.account, { role, signatory }, email)
  }

  async #insertInvitation(by: string, held: HeldRole, email: string): Promise<string> {
    const { secret, hash } = newToken()
    const expires = after(this.#register.now(), lifetimes.invitation)
    await this.#db
      .insertInto('invitation')
      .values({ token_hash: hash, ...held, email, invited_by: by, expires, used: null })
      .execute()
    return secret
  }

  /** An invitation that may still be taken up. */
  async findInvitation(secret: string): Promise<(Invitation & { fresh: boolean }) | undefined> {
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
  async waitingInvitations(): Promise<Invitation[]> {
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
  async withdrawInvitation(id: string): Promise<void> {
    await this.#db
      .deleteFrom('invitation')
      .where(sql<boolean>`left(token_hash, ${idLength}) = ${id}`)
      .where('used', 'is', null)
      .execute()
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
    for (const table of ['email_link', 'invitation', 'challenge', 'session'] as const)
      await this.#db.deleteFrom(table).where('expires', '<=', now).execute()
    const idle = after(now, -lifetimes.sessionIdle)
    await this.#db.deleteFrom('session').where('seen', '<=', idle).execute()
  }

  /** Signatures that wait for a second official, of these signatories. */
  async pendingSignatures(signatories: readonly string[]): Promise<Proposal[]> {
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
  async findProposal(id: string): Promise<Proposal | undefined> {
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

  /** Proposals of a signatory that wait for a second official, newest first. */
  async openProposals(signatory: string): Promise<Proposal[]> {
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
  async confirmSignature(actor: Actor, id: string): Promise<Taken> {
    const now = this.#register.now()
    const proposal = await this.findProposal(id)
    if (proposal === undefined) throw new RefusedError([unknownProposal])
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
