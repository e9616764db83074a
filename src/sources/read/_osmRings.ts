// Rings from the member ways of a multipolygon relation (wiki.openstreetmap.org, Relation:multipolygon).

/** A member way: its role and the ids of its nodes. */
export interface MemberWay {
  readonly role: string
  readonly refs: readonly number[]
}

/**
 * Closed rings of node ids, each way used once; undefined where some ways close no ring.
 *
 * Outer and inner ways are joined apart from each other first, since their rings may touch; where that
 * fails, roles may be wrong and all are joined together.
 */
export function ringsFromWays(ways: readonly MemberWay[]): number[][] | undefined {
  const usable = ways.filter(({ refs }) => refs.length >= 2)
  const inner = joinRings(usable.filter(({ role }) => role === 'inner'))
  const outer = joinRings(usable.filter(({ role }) => role !== 'inner'))
  if (inner !== undefined && outer !== undefined) return [...outer, ...inner]
  return joinRings(usable)
}

function joinRings(ways: readonly MemberWay[]): number[][] | undefined {
  const rings: number[][] = []
  const waysAt = new Map<number, number[]>()
  const used = new Uint8Array(ways.length)
  ways.forEach(({ refs }, i) => {
    if (refs[0] === refs[refs.length - 1]) {
      rings.push([...refs])
      used[i] = 1
      return
    }
    for (const end of [refs[0], refs[refs.length - 1]]) {
      const there = waysAt.get(end)
      if (there === undefined) waysAt.set(end, [i])
      else there.push(i)
    }
  })
  for (let first = 0; first < ways.length; first++) {
    if (used[first] === 1) continue
    used[first] = 1
    const ring = [...ways[first].refs]
    while (ring[ring.length - 1] !== ring[0]) {
      const end = ring[ring.length - 1]
      const next = waysAt.get(end)?.find((way) => used[way] === 0)
      if (next === undefined) return undefined
      used[next] = 1
      const { refs } = ways[next]
      if (refs[0] === end) for (let i = 1; i < refs.length; i++) ring.push(refs[i])
      else for (let i = refs.length - 2; i >= 0; i--) ring.push(refs[i])
    }
    rings.push(ring)
  }
  return rings.filter((ring) => ring.length >= 4)
}
