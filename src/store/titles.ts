// Titles and names of listed records in memory, in step with the log and folded (#dialogue/folding.ts), so that
// a list is searched in any script, by words of any length. Nothing of it is kept: an erased title is gone at once.
import { type Kysely, sql } from 'kysely'
import { fold, withoutArticle } from '#dialogue/folding.ts'
import { type ListedKind, listedKinds } from '#store/listing.ts'
import { oneAtATime } from '#store/oneAtATime.ts'
import type { Tables } from '#store/tables.ts'

/** Where a folded title stands in its list. */
interface Title {
  readonly id: string
  readonly kind: string
  readonly idx: number
  readonly folded: string
}

/** Scripts without spaces between words, or in which two letters are a word inside others, as 학교 in 초등학교. */
const dense =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/** What words are made of; everything else parts them. */
const wordPattern = /[\p{L}\p{N}]+/gu

/** Searches titles; what a moderator hid or someone erased is not among them. */
export class Titles {
  readonly #db: Kysely<Tables>
  /** How many entries the listing holds. */
  readonly #listedSize: () => number
  readonly #titles = new Map<string, Title>()
  /** Entries that were taken in; none before the first search. */
  #size = -1
  readonly #catchUp = oneAtATime(() => this.#takeIn())

  /** @param listedSize How many entries the listing holds, which gives the titles their numbers. */
  constructor(db: Kysely<Tables>, listedSize: () => number) {
    this.#db = db
    this.#listedSize = listedSize
  }

  async #takeIn(): Promise<void> {
    const size = this.#listedSize()
    if (size === this.#size) return
    if (this.#size < 0) await this.#read(sql`true`)
    else {
      const { rows } = await sql<{ id: string; subject: string | null }>`
        select v.id, v.data ->> 'subject' as subject
        from log_entry e join record_version v on v.entry_key = e.key
        where e.idx >= ${this.#size} and e.idx < ${size}
          and v.kind = any(${[...listedKinds, 'moderation']})`.execute(this.#db)
      const touched = [...new Set(rows.map(({ id, subject }) => subject ?? id))]
      for (const id of touched) this.#titles.delete(id)
      if (touched.length > 0) await this.#read(sql`l.id = any(${touched})`)
    }
    this.#size = size
  }

  async #read(which: ReturnType<typeof sql>): Promise<void> {
    const { rows } = await sql<{ id: string; kind: string; idx: number; text: string }>`
      select l.id, l.kind, l.idx, t.text from listing l
      join record_head h on h.id = l.id
      join record_text t on t.id = h.id and t.version = h.version
        and (t.at = '/data/title' or t.at = '/data/name')
      where t.text is not null and not h.hidden and ${which}`.execute(this.#db)
    for (const { text, ...place } of rows)
      this.#titles.set(place.id, { ...place, folded: fold(text) })
  }

  /**
   * Numbers in the list of a kind whose titles hold every one of these words; undefined where nothing that
   * could be found by was asked.
   *
   * A word of one or two letters must begin a word of the title, or every title would hold it; a longer one may
   * stand inside a word, as may any in Chinese and the like.
   */
  async find(kind: ListedKind, asked: string): Promise<number[] | undefined> {
    const words = fold(asked).match(wordPattern)?.map(withoutArticle)
    if (words === undefined) return asked.trim() === '' ? undefined : []
    await this.#catchUp()
    const found: number[] = []
    for (const title of this.#titles.values())
      if (title.kind === kind && words.every((word) => holds(title.folded, word)))
        found.push(title.idx)
    return found
  }
}

/** True where a folded title holds a folded word. */
function holds(title: string, word: string): boolean {
  let at = title.indexOf(word)
  if (word.length > 2 || at <= 0 || dense.test(word)) return at >= 0
  for (; at > 0; at = title.indexOf(word, at + 1))
    if (!/[\p{L}\p{N}]/u.test(title[at - 1])) return true
  return false
}
