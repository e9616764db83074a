// Limits on how often something may be tried (token bucket), in memory that an attacker cannot fill.

/** So many at once, and so many an hour after that. */
export interface Rate {
  readonly burst: number
  readonly perHour: number
}

/** Rates of what can be abused. */
export const rates = {
  /** Mails to one address. */
  mail: { burst: 3, perHour: 6 },
  /** Mails to anyone at all. */
  allMail: { burst: 200, perHour: 1000 },
  /** Files by one account. */
  upload: { burst: 20, perHour: 60 },
  /** Words to the moderators from one network address. */
  flag: { burst: 5, perHour: 10 },
  /** Sign-ins from one network address. */
  signIn: { burst: 20, perHour: 60 },
  /** Any one form, by one account or one network address. */
  form: { burst: 30, perHour: 120 },
  /** Disputes by one account. */
  dispute: { burst: 3, perHour: 3 },
} as const satisfies Record<string, Rate>

/** Counts attempts by key; the oldest keys are forgotten when there are too many. */
export class RateLimit {
  readonly #rate: Rate
  readonly #most: number
  readonly #buckets = new Map<string, { left: number; at: number }>()

  constructor(rate: Rate, most = 100_000) {
    this.#rate = rate
    this.#most = most
  }

  /**
   * Takes one attempt.
   *
   * @param now Milliseconds on a clock that does not step back.
   * @returns 0 where it may go on, else the seconds until it may.
   */
  take(key: string, now: number): number {
    const { burst, perHour } = this.#rate
    const bucket = this.#buckets.get(key) ?? { left: burst, at: now }
    const gained = ((now - bucket.at) / 3_600_000) * perHour
    const left = Math.min(burst, bucket.left + Math.max(0, gained))
    this.#buckets.delete(key)
    const may = left >= 1
    this.#buckets.set(key, { left: may ? left - 1 : left, at: now })
    if (this.#buckets.size > this.#most)
      this.#buckets.delete(this.#buckets.keys().next().value as string)
    return may ? 0 : Math.ceil(((1 - left) / perHour) * 3600)
  }
}
