// Where forms led that were taken, for a day: whoever sends one again after a lost answer, or after the server
// was started anew, gets the first answer and no second act.
import type { Kysely } from 'kysely'
import { after, tokenHash } from '#accounts/sessions.ts'
import type { Tables } from '#store/tables.ts'

/** Kept for so long; a page that was open longer is asked for anew. */
const keptMilliseconds = 86_400_000

/** The answers of forms that were taken. */
export class FormActs {
  readonly #db: Kysely<Tables>
  readonly #now: () => string

  constructor(db: Kysely<Tables>, now: () => string) {
    this.#db = db
    this.#now = now
  }

  /** Where the form led; undefined where it was not taken yet. */
  async find(key: string): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('form_act')
      .select('answer')
      .where('key', '=', tokenHash(key))
      .where('expires', '>', this.#now())
      .executeTakeFirst()
    return row?.answer
  }

  /** Keeps where it led. */
  async keep(key: string, answer: string): Promise<void> {
    const expires = after(this.#now(), keptMilliseconds)
    await this.#db
      .insertInto('form_act')
      .values({ key: tokenHash(key), answer, expires })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}
