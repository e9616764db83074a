// The best way to share out supplies among demands: a transportation problem in whole units, solved by
// successive shortest paths (Busacker and Gowen 1960) and left without cycles, so that there are few shares.

/** A supply that could serve a demand, and what a unit of it is worth there. */
export interface Lane {
  readonly demand: number
  readonly supply: number
  /** Whole, above 0. */
  readonly points: number
}

/**
 * Whole units on each lane, such that points times units are at their most.
 *
 * Among equally good answers the one that lanes, demands and supplies lead to in their given order.
 *
 * @param demands Units asked for, whole.
 * @param supplies Units at hand, whole.
 *
 * @example One supply goes where it is worth most, the rest where it still helps
 * ```ts
 * const lanes = [{ demand: 0, supply: 0, points: 1 }, { demand: 1, supply: 0, points: 3 }]
 * assert.deepEqual(shareOut([5, 4], [6], lanes), [2, 4])
 * ```
 */
export function shareOut(
  demands: readonly number[],
  supplies: readonly number[],
  lanes: readonly Lane[],
): number[] {
  const units = lanes.map(() => 0)
  const open = [...demands]
  const left = [...supplies]
  for (;;) {
    const path = bestPath(open, left, lanes, units)
    if (path === undefined) break
    const { from, to, forward, back } = path
    let room = Math.min(left[from], open[to])
    for (const lane of back) room = Math.min(room, units[lane])
    for (const lane of forward) units[lane] += room
    for (const lane of back) units[lane] -= room
    left[from] -= room
    open[to] -= room
  }
  cancelCycles(lanes, units)
  return units
}

interface Path {
  readonly from: number
  readonly to: number
  readonly forward: readonly number[]
  readonly back: readonly number[]
}

/** The path from a supply with units left to an open demand that gains most for each unit (Bellman–Ford). */
function bestPath(
  open: readonly number[],
  left: readonly number[],
  lanes: readonly Lane[],
  units: readonly number[],
): Path | undefined {
  const atSupply = left.map((units) => (units > 0 ? 0 : Number.NEGATIVE_INFINITY))
  const atDemand = open.map(() => Number.NEGATIVE_INFINITY)
  const intoDemand = open.map(() => -1)
  const intoSupply = left.map(() => -1)
  for (let changed = true; changed; ) {
    changed = false
    for (const [i, { demand, supply, points }] of lanes.entries()) {
      if (atSupply[supply] + points > atDemand[demand]) {
        atDemand[demand] = atSupply[supply] + points
        intoDemand[demand] = i
        changed = true
      }
      if (units[i] > 0 && atDemand[demand] - points > atSupply[supply]) {
        atSupply[supply] = atDemand[demand] - points
        intoSupply[supply] = i
        changed = true
      }
    }
  }
  let to = -1
  for (const [demand, units] of open.entries())
    if (units > 0 && atDemand[demand] > (to < 0 ? 0 : atDemand[to])) to = demand
  if (to < 0) return undefined
  const forward: number[] = []
  const back: number[] = []
  for (let demand = to; ; ) {
    const lane = intoDemand[demand]
    forward.push(lane)
    const { supply } = lanes[lane]
    const before = intoSupply[supply]
    if (before < 0) return { from: supply, to, forward, back }
    back.push(before)
    demand = lanes[before].demand
  }
}

/** Shifts units around each cycle of used lanes until one of its lanes is empty: at the best, at no loss. */
function cancelCycles(lanes: readonly Lane[], units: number[]): void {
  for (;;) {
    const cycle = findCycle(lanes, units)
    if (cycle === undefined) return
    const gain = cycle.reduce(
      (sum, lane, i) => sum + (i % 2 === 0 ? 1 : -1) * lanes[lane].points,
      0,
    )
    if (gain !== 0) throw new Error('Cannot be the best: a cycle of shares would still gain')
    const taken = cycle.filter((_, i) => i % 2 === 1)
    const room = Math.min(...taken.map((lane) => units[lane]))
    cycle.forEach((lane, i) => {
      units[lane] += i % 2 === 0 ? room : -room
    })
  }
}

/** Lanes of a cycle in their order around it, alternating between supply and demand ends. */
function findCycle(lanes: readonly Lane[], units: readonly number[]): number[] | undefined {
  const used = lanes.flatMap((_, i) => (units[i] > 0 ? [i] : []))
  const seen = new Set<string>()
  const walk = (
    node: string,
    by: number,
    trail: readonly [string, number][],
  ): number[] | undefined => {
    const start = trail.findIndex(([name]) => name === node)
    if (start >= 0) return [...trail.slice(start + 1).map(([, lane]) => lane), by]
    if (seen.has(node)) return undefined
    seen.add(node)
    for (const lane of used) {
      if (lane === by) continue
      const ends = [`d${lanes[lane].demand}`, `s${lanes[lane].supply}`]
      if (!ends.includes(node)) continue
      const found = walk(ends[0] === node ? ends[1] : ends[0], lane, [...trail, [node, by]])
      if (found !== undefined) return found
    }
    return undefined
  }
  for (const lane of used) {
    const found = walk(`d${lanes[lane].demand}`, -1, [])
    if (found !== undefined) return found
  }
  return undefined
}
