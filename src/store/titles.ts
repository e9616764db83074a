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
  /** Entries that were taken in; none before the first time. */
  #size = -1
  /** Resolves when all titles are held that the listing held when it was called. */
  readonly catchUp = oneAtATime(() => this.#takeIn())

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
   * Numbers in the list of a kind, rising, whose titles hold every one of these words; undefined where nothing
   * was asked.
   *
   * A word of one or two letters must begin a word of the title, or every title would hold it; a longer one may
   * stand inside a word, as may any in Chinese and the like.
   */
  async find(kind: ListedKind, asked: string): Promise<Float64Array | undefined> {
    if (asked.trim() === '') return undefined
    const words = fold(asked).match(wordPattern)?.map(withoutArticle) ?? []
    // Signs alone are in no word.
    if (words.length === 0) return new Float64Array()
    await this.catchUp()
    const tests = words.map(testFor)
    const found: number[] = []
    for (const { kind: own, idx, folded } of this.#titles.values())
      if (own === kind && tests.every((test) => test(folded))) found.push(idx)
    return new Float64Array(found).sort()
  }
}

/** Tells whether a folded title holds a folded word. */
function testFor(word: string): (title: string) => boolean {
  if (word.length > 2 || dense.test(word)) return (title) => title.includes(word)
  return (title) => {
    for (let at = title.indexOf(word); at >= 0; at = title.indexOf(word, at + 1))
      if (at === 0 || !/[\p{L}\p{N}]/u.test(title[at - 1])) return true
    return false
  }
}
