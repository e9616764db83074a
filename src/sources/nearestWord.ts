// The known word that a mistyped one most likely meant, by edit distance (Levenshtein 1966, with the
// swap of neighbors counted as one step).

/** The nearest of the words, where any is near enough to be what was meant. */
export function nearestWord(typed: string, words: readonly string[]): string | undefined {
  const plain = fold(typed)
  let best: string | undefined
  let bestSteps = Math.max(1, Math.floor(plain.length / 3)) + 1
  for (const word of words) {
    const steps = fold(word) === plain ? 0 : editSteps(plain, fold(word))
    if (steps < bestSteps) {
      best = word
      bestSteps = steps
    }
  }
  return best
}

/** Letters and digits alone, in lower case: `Route USD_per-km` and `routeUsdPerKm` are the same word. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, '')
}

function editSteps(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let steps = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        steps = Math.min(steps, before[j - 2] + 1)
      }
      row.push(steps)
    }
    before = above
    above = row
  }
  return above[b.length]
}
