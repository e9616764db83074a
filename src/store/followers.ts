// Who follows what by mail, and the queue through which mails go: confirmed by a link, ended by a link, tried
// again where a mail server is away.
import type { Kysely } from 'kysely'
import { type Mailer, mailAddress } from '#accounts/mailer.ts'
import { newToken, tokenHash } from '#accounts/sessions.ts'
import type { FeedEntry } from '#dialogue/atom.ts'
import {
  type DigestRhythm,
  type DigestWords,
  digestRhythms,
  digestText,
  isDue,
  newsOf,
} from '#dialogue/digest.ts'
import { newId, problem, RefusedError } from '#store/draft.ts'
import type { Register } from '#store/register.ts'
import type { Tables } from '#store/tables.ts'

/** Minutes until a mail is tried again, by how often it was; after the last it is given up. */
const retryMinutes = [1, 5, 30, 120, 720] as const
/** Mails handed over at once. */
const mailsAtOnce = 50
/** An unconfirmed subscription is forgotten after a day: nobody is kept on a list who did not agree. */
const confirmMilliseconds = 86_400_000

/** What a digest is made from. */
export interface DigestMaker {
  readonly entriesOf: (topic: string, language: string) => Promise<readonly FeedEntry[]>
  readonly words: (language: string) => DigestWords
  /** The address that ends a subscription. */
  readonly stop: (secret: string, language: string) => string
}

/** Followers, and the mails to them. */
export class Followers {
  readonly #register: Register
  readonly #db: Kysely<Tables>

  constructor(register: Register) {
    this.#register = register
    this.#db = register.database.db
  }

  /**
   * Asks to follow a topic by mail; nothing is sent but the link that confirms it.
   *
   * @throws RefusedError where the address is none.
   */
  async ask(
    typed: string,
    topic: string,
    rhythm: string,
    language: string,
  ): Promise<{ readonly email: string; readonly confirm: string | undefined }> {
    const email = mailAddress(typed)
    if (email === undefined || !(digestRhythms as readonly string[]).includes(rhythm))
      throw new RefusedError([
        problem(
          'address-wrong',
          'follow/email',
          'That is no address that mail can reach',
          'Give an address as in "name@example.org"',
        ),
      ])
    const now = this.#register.now()
    const { secret, hash } = newToken()
    const held = await this.#db
      .selectFrom('subscription')
      .select(['id', 'confirmed'])
      .where('email', '=', email)
      .where('topic', '=', topic)
      .executeTakeFirst()
    if (held !== undefined && held.confirmed !== null) return { email, confirm: undefined }
    if (held !== undefined)
      await this.#db.deleteFrom('subscription').where('id', '=', held.id).execute()
    await this.#db
      .insertInto('subscription')
      .values({
        id: newId(),
        email,
        topic,
        rhythm,
        language,
        stop: newToken().secret,
        confirm_hash: hash,
        confirmed: null,
        created: now,
        sent_until: now,
      })
      .execute()
    return { email, confirm: secret }
  }

  /** Confirms a subscription by its link; the topic, or undefined where the link counts no more. */
  async confirm(secret: string): Promise<string | undefined> {
    const now = this.#register.now()
    const oldest = new Date(Date.parse(now) - confirmMilliseconds).toISOString()
    const row = await this.#db
      .updateTable('subscription')
      .set({ confirmed: now, sent_until: now })
      .where('confirm_hash', '=', tokenHash(secret))
      .where('created', '>', oldest)
      .where('confirmed', 'is', null)
      .returning('topic')
      .executeTakeFirst()
    return row?.topic
  }

  /** Ends a subscription by its link, and forgets the address. */
  async stop(secret: string): Promise<string | undefined> {
    const row = await this.#db
      .deleteFrom('subscription')
      .where('stop', '=', secret)
      .returning('topic')
      .executeTakeFirst()
    return row?.topic
  }

  /** Puts a mail into the queue. */
  async post(recipient: string, subject: string, text: string): Promise<void> {
    const created = this.#register.now()
    await this.#db
      .insertInto('mail_queue')
      .values({
        id: newId(),
        recipient,
        subject,
        text,
        created,
        tries: 0,
        due: created,
      })
      .execute()
  }

  /** Writes the digests that are due into the queue; how many. */
  async gather(maker: DigestMaker): Promise<number> {
    const now = this.#register.now()
    const oldest = new Date(Date.parse(now) - confirmMilliseconds).toISOString()
    await this.#db
      .deleteFrom('subscription')
      .where('confirmed', 'is', null)
      .where('created', '<=', oldest)
      .execute()
    const rows = await this.#db
      .selectFrom('subscription')
      .select(['id', 'email', 'topic', 'rhythm', 'language', 'stop', 'sent_until'])
      .where('confirmed', 'is not', null)
      .execute()
    let count = 0
    for (const row of rows) {
      const subscription = {
        topic: row.topic,
        rhythm: row.rhythm as DigestRhythm,
        sentUntil: row.sent_until,
      }
      if (!isDue(subscription, now)) continue
      const entries = await maker.entriesOf(row.topic, row.language)
      const news = newsOf([subscription], () => entries, now)
      const words = maker.words(row.language)
      const moved = await this.#db
        .updateTable('subscription')
        .set({ sent_until: now })
        .where('id', '=', row.id)
        .where('sent_until', '=', row.sent_until)
        .returning('id')
        .executeTakeFirst()
      // Nothing happened, or another process was faster.
      if (news.length === 0 || moved === undefined) continue
      const text = digestText(news, words, maker.stop(row.stop, row.language))
      await this.post(row.email, words.subject, text)
      count += 1
    }
    return count
  }

  /** Hands over the mails that are due; those that a server would not take come again later. */
  async send(mailer: Mailer): Promise<{ readonly sent: number; readonly failed: number }> {
    const now = this.#register.now()
    const rows = await this.#db
      .selectFrom('mail_queue')
      .selectAll()
      .where('due', '<=', now)
      .where('tries', '<', retryMinutes.length)
      .orderBy('due')
      .limit(mailsAtOnce)
      .execute()
    let [sent, failed] = [0, 0]
    for (const { id, recipient, subject, text, tries } of rows) {
      const again = new Date(Date.parse(now) + retryMinutes[tries] * 60_000).toISOString()
      // Taken first, so that a crash sends a mail late rather than twice.
      const mine = await this.#db
        .updateTable('mail_queue')
        .set({ tries: tries + 1, due: again })
        .where('id', '=', id)
        .where('tries', '=', tries)
        .returning('id')
        .executeTakeFirst()
      if (mine === undefined) continue
      try {
        await mailer.send({ to: recipient, subject, text })
        // What was said and to whom is kept no longer than it takes to say it.
        await this.#db.deleteFrom('mail_queue').where('id', '=', id).execute()
        sent += 1
      } catch {
        failed += 1
      }
    }
    return { sent, failed }
  }
}
