// What an account holds, for its own page and for moderators: name, roles, passkeys, sessions; and how all
// of it is given up. An account's identity stays in the log and then leads to nobody.
import { type Kysely, sql } from 'kysely'
import type { HeldRole } from '#accounts/roles.ts'
import { after, lifetimes, tokenHash } from '#accounts/sessions.ts'
import type { Tables } from '#store/tables.ts'

/** A passkey as its owner knows it. */
export interface OwnPasskey {
  readonly credential: string
  readonly name: string
  readonly created: string
}

/** A session as its owner knows it. */
export interface OwnSession {
  readonly id: string
  readonly created: string
  readonly seen: string
  readonly by: string
  /** True for the one that asks. */
  readonly own: boolean
}

/** An account as its owner sees it. */
export interface OwnAccount {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly nameSeen: boolean
  readonly email: string
  readonly roles: readonly HeldRole[]
  readonly passkeys: readonly OwnPasskey[]
  readonly sessions: readonly OwnSession[]
}

/** A passkey as a sign-in checks it. */
export interface StoredPasskey {
  readonly credential: string
  readonly account: string
  readonly publicKey: Uint8Array
  readonly counter: number
  readonly transports: readonly string[]
}

const idLength = 16

/** People's own data. */
export class People {
  readonly #db: Kysely<Tables>
  readonly #now: () => string

  constructor(db: Kysely<Tables>, now: () => string) {
    this.#db = db
    this.#now = now
  }

  /**
   * Everything that an account holds.
   *
   * @param token Of the session that asks.
   */
  async find(account: string, token: string): Promise<OwnAccount | undefined> {
    const row = await this.#db
      .selectFrom('account')
      .selectAll()
      .where('id', '=', account)
      .executeTakeFirst()
    if (row === undefined) return undefined
    const [roles, passkeys, sessions] = await Promise.all([
      this.#db
        .selectFrom('account_role')
        .select(['role', 'signatory'])
        .where('account', '=', account)
        .orderBy('role')
        .execute(),
      this.#db
        .selectFrom('passkey')
        .select(['credential', 'name', 'created'])
        .where('account', '=', account)
        .orderBy('created')
        .execute(),
      this.#db
        .selectFrom('session')
        .select(['token_hash', 'created', 'seen', 'by'])
        .where('account', '=', account)
        .where('expires', '>', this.#now())
        .where('seen', '>', after(this.#now(), -lifetimes.sessionIdle))
        .orderBy('created', 'desc')
        .execute(),
    ])
    const own = tokenHash(token)
    return {
      id: row.id,
      kind: row.kind,
      name: row.name,
      nameSeen: row.name_seen,
      email: row.email ?? '',
      roles: roles as HeldRole[],
      passkeys,
      sessions: sessions.map(({ token_hash, ...rest }) => ({
        id: token_hash.slice(0, idLength),
        own: token_hash === own,
        ...rest,
      })),
    }
  }

  /** Names that pages may show, by account: none for pseudonyms that no moderator has seen yet. */
  async names(accounts: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (accounts.length === 0) return new Map()
    const rows = await this.#db
      .selectFrom('account')
      .select(['id', 'name'])
      .where('id', 'in', [...new Set(accounts)])
      .where('name_seen', '=', true)
      .where('name', '!=', '')
      .execute()
    return new Map(rows.map(({ id, name }) => [id, name]))
  }

  /** Ends one of an account's sessions, by its id in the list. */
  async endSession(account: string, id: string): Promise<void> {
    await this.#db
      .deleteFrom('session')
      .where('account', '=', account)
      .where(sql<boolean>`left(token_hash, ${idLength}) = ${id}`)
      .execute()
  }

  /** Ends every session of an account but the one that asks. */
  async endOtherSessions(account: string, token: string): Promise<void> {
    await this.#db
      .deleteFrom('session')
      .where('account', '=', account)
      .where('token_hash', '!=', tokenHash(token))
      .execute()
  }

  /** Keeps a challenge for a passkey; it works once and for five minutes, for this account or browser. */
  async keepChallenge(challenge: string, holder: string): Promise<void> {
    const now = this.#now()
    await this.#db.deleteFrom('challenge').where('expires', '<=', now).execute()
    const expires = after(now, lifetimes.challenge)
    await this.#db
      .insertInto('challenge')
      .values({ hash: tokenHash(challenge), account: holder, expires })
      .execute()
  }

  /** Uses a challenge up; true where it was given to this account or browser and still counts. */
  async useChallenge(challenge: string, holder: string): Promise<boolean> {
    const row = await this.#db
      .deleteFrom('challenge')
      .where('hash', '=', tokenHash(challenge))
      .where('account', '=', holder)
      .where('expires', '>', this.#now())
      .returning('hash')
      .executeTakeFirst()
    return row !== undefined
  }

  /** Adds a passkey; false where the credential is held already. */
  async addPasskey(passkey: StoredPasskey, name: string): Promise<boolean> {
    const { credential, account, publicKey, counter, transports } = passkey
    const row = await this.#db
      .insertInto('passkey')
      .values({
        credential,
        account,
        public_key: Buffer.from(publicKey),
        counter,
        transports: transports.join(','),
        created: this.#now(),
        name,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('credential')
      .executeTakeFirst()
    return row !== undefined
  }

  /** A passkey by its credential, of an account in good standing. */
  async findPasskey(credential: string): Promise<StoredPasskey | undefined> {
    const row = await this.#db
      .selectFrom('passkey as p')
      .innerJoin('account as a', 'a.id', 'p.account')
      .select(['p.credential', 'p.account', 'p.public_key', 'p.counter', 'p.transports'])
      .where('p.credential', '=', credential)
      .where('a.suspended', '=', false)
      .executeTakeFirst()
    if (row === undefined) return undefined
    const { public_key: publicKey, transports, ...rest } = row
    return { ...rest, publicKey, transports: transports.split(',').filter((each) => each !== '') }
  }

  /** Writes down how often a passkey was used, as it says itself; a copy of it would fall behind. */
  async countPasskey(credential: string, counter: number): Promise<void> {
    await this.#db
      .updateTable('passkey')
      .set({ counter })
      .where('credential', '=', credential)
      .execute()
  }

  /** Removes a passkey, and ends the sessions that may have been opened with it. */
  async removePasskey(account: string, credential: string, token: string): Promise<void> {
    await this.#db
      .deleteFrom('passkey')
      .where('account', '=', account)
      .where('credential', '=', credential)
      .execute()
    await this.endOtherSessions(account, token)
  }

  /** Erases an account: name, address, roles, passkeys and sessions are gone; its random identity stays. */
  async erase(account: string): Promise<void> {
    await this.#db.transaction().execute(async (all) => {
      const { email } = await all
        .selectFrom('account')
        .select('email')
        .where('id', '=', account)
        .executeTakeFirstOrThrow()
      for (const table of ['session', 'passkey', 'account_role'] as const)
        await all.deleteFrom(table).where('account', '=', account).execute()
      await all.deleteFrom('challenge').where('account', '=', account).execute()
      await all
        .updateTable('pending_signature')
        .set({ closed: this.#now() })
        .where('official', '=', account)
        .where('closed', 'is', null)
        .execute()
      if (email !== null)
        for (const table of ['email_link', 'invitation'] as const)
          await all.deleteFrom(table).where('email', '=', email).execute()
      await all
        .updateTable('account')
        .set({ name: '', email: null, suspended: true })
        .where('id', '=', account)
        .execute()
    })
  }

  /** Records that an account entered and whose words are still there: what it may ask to have erased. */
  async ownWords(account: string): Promise<string[]> {
    const rows = await this.#db
      .selectFrom('record_version as v')
      .innerJoin('record_text as t', (join) =>
        join.onRef('t.id', '=', 'v.id').onRef('t.version', '=', 'v.version'),
      )
      .select('v.id')
      .distinct()
      .where('v.by', '=', account)
      .where('v.kind', '=', 'dispute')
      .where('t.text', 'is not', null)
      .execute()
    return rows.map(({ id }) => id)
  }
}
