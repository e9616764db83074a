// Who is heard at once and who is read by a moderator first: newcomers, and words that look like spam.

/** What is known of someone who wants to say something. */
export interface Standing {
  /** Comments of theirs that stand. */
  readonly accepted: number
  /** Comments of theirs that a moderator refused or hid. */
  readonly refused: number
}

/** Why a text waits for a moderator. */
export type WaitReason = 'newcomer' | 'refused-before' | 'links' | 'shouting' | 'repeated'

/** So many accepted comments make one known. */
export const knownAfter = 3

/**
 * Every reason why a text waits; none where it may stand at once.
 *
 * @param recent What the same person said in the last day.
 */
export function waitReasons(
  text: string,
  { accepted, refused }: Standing,
  recent: readonly string[] = [],
): WaitReason[] {
  const reasons: WaitReason[] = []
  if (accepted < knownAfter) reasons.push('newcomer')
  if (refused > 0 && accepted < refused * knownAfter) reasons.push('refused-before')
  if ((text.match(/https?:\/\/|www\./gi) ?? []).length > 1) reasons.push('links')
  const letters = text.match(/\p{L}/gu) ?? []
  const capitals = letters.filter((letter) => /\p{Lu}/u.test(letter))
  if (letters.length >= 20 && capitals.length > letters.length * 0.7) reasons.push('shouting')
  const bare = bareWords(text)
  if (recent.some((other) => bareWords(other) === bare)) reasons.push('repeated')
  return reasons
}

const bareWords = (text: string): string =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')
