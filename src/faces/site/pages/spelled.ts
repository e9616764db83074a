// Small numbers in words, as people say them.
import type { Words } from '#faces/site/words/words.ts'

/** `four` for 4; digits above ten. */
export function spelled(words: Words, value: number): string {
  const key = `number.${value}` as 'number.1'
  return Number.isInteger(value) && value >= 1 && value <= 10 ? words.say(key) : words.count(value)
}
