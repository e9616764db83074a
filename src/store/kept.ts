// Answers that hold until the register changes: read once for each edition of the lists, by all who ask.

/** So many answers are kept; a list may be asked about anything. */
const most = 500

/** Answers of one edition. */
export class Kept {
  readonly #editionNow: () => string
  #edition = ''
  #answers = new Map<string, Promise<unknown>>()

  /** @param editionNow Another text whenever answers may differ. */
  constructor(editionNow: () => string) {
    this.#editionNow = editionNow
  }

  /** The answer of this name, read where this edition has none yet; one that failed is read again. */
  get<T>(name: string, read: () => Promise<T>): Promise<T> {
    const edition = this.#editionNow()
    if (this.#edition !== edition || this.#answers.size >= most) {
      this.#edition = edition
      this.#answers = new Map()
    }
    const answers = this.#answers
    const known = answers.get(name) as Promise<T> | undefined
    if (known !== undefined) return known
    const answer = read()
    answers.set(name, answer)
    answer.catch(() => answers.delete(name))
    return answer
  }
}
