// A form is acted on once, however often its sending is repeated: on a bad line the answer may be lost after
// the act, and the browser, or the person, sends again. Each form that is shown carries a number of its own.

/** Answers that outlast the process. */
interface Kept {
  find(key: string): Promise<string | undefined>
  keep(key: string, answer: string): Promise<void>
}

/** Remembers where each form led when it was taken. */
export class FormOnce {
  /** Acts that are under way: two sendings at one moment are one. */
  readonly #acts = new Map<string, Promise<string>>()

  /**
   * Acts, or gives the answer of the act that this one repeats, though it has not ended yet.
   *
   * @param key The form's number with its sender; '' for a form without one, which is always acted on.
   * @param kept Where answers are kept once they are known.
   */
  act(key: string, make: () => Promise<string>, kept: Kept): Promise<string> {
    if (key === '') return make()
    const known = this.#acts.get(key)
    if (known !== undefined) return known
    const made = this.#once(key, make, kept)
    this.#acts.set(key, made)
    // What was refused took nothing: the same form is sent again when it is cured.
    const forget = (): void => void this.#acts.delete(key)
    made.then(forget, forget)
    return made
  }

  async #once(key: string, make: () => Promise<string>, kept: Kept): Promise<string> {
    const known = await kept.find(key)
    if (known !== undefined) return known
    const answer = await make()
    await kept.keep(key, answer)
    return answer
  }
}
