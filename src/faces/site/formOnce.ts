// A form is acted on once, however often its sending is repeated: on a bad line the answer may be lost after
// the act, and the browser, or the person, sends again. Each form that is shown carries a number of its own.

/** Acts kept; the oldest give way. A day of a busy register is some thousands. */
const mostActs = 20_000

/** Remembers where each form led when it was taken. */
export class FormOnce {
  readonly #acts = new Map<string, Promise<string>>()

  /**
   * Acts, or gives the answer of the act that this one repeats, though it has not ended yet.
   *
   * @param key The form's number with its sender; '' for a form without one, which is always acted on.
   */
  act(key: string, make: () => Promise<string>): Promise<string> {
    if (key === '') return make()
    const known = this.#acts.get(key)
    if (known !== undefined) return known
    const made = make()
    this.#acts.set(key, made)
    // What was refused took nothing: the same form is sent again when it is cured.
    made.catch(() => this.#acts.delete(key))
    if (this.#acts.size > mostActs) this.#acts.delete(this.#acts.keys().next().value ?? '')
    return made
  }
}
