// An attacker who knows every published number, at every moment, and every total from the public log; who
// adds and subtracts them in all ways, and looks for a figure about fewer than ten people of some groups.
import type { Choice, SectionResult } from '#dialogue/disclosure.ts'
import { stakeholderGroups } from '#register/records/consultations.ts'

/** One published number: which unknown counts it is the sum of. */
export type Known = readonly number[]

/** The unknowns: one count for each wave, group and option. */
export function unknownAt(wave: number, group: number, option: number, options: number): number {
  return (wave * stakeholderGroups.length + group) * options + option
}

/** Everything that is published of one section at several moments; totals as of each wave. */
export function knownFigures(moments: readonly SectionResult[]): Known[] {
  const options = moments[0].options.length
  const size = moments.length * stakeholderGroups.length * options
  const known: Known[] = []
  const add = (has: (wave: number, group: number, option: number) => boolean): void => {
    const sum = Array.from({ length: size }, () => 0)
    for (let w = 0; w < moments.length; w++)
      for (let g = 0; g < stakeholderGroups.length; g++)
        for (let o = 0; o < options; o++) if (has(w, g, o)) sum[unknownAt(w, g, o, options)] = 1
    known.push(sum)
  }
  for (const [moment, { groups }] of moments.entries()) {
    for (let o = 0; o < options; o++) add((w, _, option) => w === moment && option === o)
    for (const [group, { count, counts }] of groups.entries()) {
      if (count !== undefined) add((w, g) => w <= moment && g === group)
      for (const [option, value] of counts.entries())
        if (value !== undefined) add((w, g, o) => w <= moment && g === group && o === option)
    }
  }
  return known
}

/** How many people each unknown stands for. */
export function peopleFor(
  waves: readonly (readonly Choice[])[],
  options: readonly string[],
): number[] {
  const people = Array.from(
    { length: waves.length * stakeholderGroups.length * options.length },
    () => 0,
  )
  for (const [wave, choices] of waves.entries())
    for (const { group, option } of choices)
      people[
        unknownAt(wave, stakeholderGroups.indexOf(group), options.indexOf(option), options.length)
      ] += 1
  return people
}

/**
 * A derived figure about fewer than ten people that says something of groups; undefined where sums and
 * differences of up to `terms` published numbers, and of what they lead to, find none.
 */
export function findLeak(
  known: readonly Known[],
  people: readonly number[],
  options: number,
  most = 1200,
): Known | undefined {
  const all = new Map(known.map((figure) => [figure.join(''), figure]))
  const queue = [...all.values()]
  for (let at = 0; at < queue.length && queue.length < most; at++)
    for (let other = 0; other < at; other++)
      for (const next of combine(queue[at], queue[other])) {
        const name = next.join('')
        if (all.has(name)) continue
        all.set(name, next)
        queue.push(next)
      }
  return [...queue, ...threeTerms(known)].find((figure) => leaks(figure, people, options))
}

/** One less the other where it holds it, and the union where they are apart. */
function combine(a: Known, b: Known): Known[] {
  const less = (x: Known, y: Known) => x.map((v, i) => v - y[i])
  return [less(a, b), less(b, a), a.map((v, i) => v + b[i])].filter(isSet)
}

const isSet = (figure: Known) => figure.every((v) => v === 0 || v === 1) && figure.includes(1)

/** All sums and differences of three published numbers that count each person once. */
function* threeTerms(known: readonly Known[]): Generator<Known> {
  for (const [i, a] of known.entries())
    for (const [j, b] of known.entries())
      for (const [k, c] of known.entries()) {
        if (j <= i || k <= j) continue
        for (const [x, y, z] of [
          [1, -1, -1],
          [-1, 1, -1],
          [-1, -1, 1],
          [1, 1, -1],
          [1, -1, 1],
          [-1, 1, 1],
        ]) {
          const figure = a.map((v, n) => x * v + y * b[n] + z * c[n])
          if (isSet(figure)) yield figure
        }
      }
}

/** Whole columns of a wave are in the public log and say nothing of groups. */
function leaks(figure: Known, people: readonly number[], options: number): boolean {
  const block = stakeholderGroups.length * options
  let count = 0
  let whole = true
  for (let start = 0; start < figure.length; start += block)
    for (let o = 0; o < options; o++) {
      const column = stakeholderGroups.map((_, g) => figure[start + g * options + o])
      if (new Set(column).size > 1) whole = false
    }
  for (const [i, v] of figure.entries()) if (v === 1) count += people[i]
  return !whole && count < 10
}
