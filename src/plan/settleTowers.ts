// Towers opened one by one, the most saving first, over a network that prices chose: terminals only where
// the tower is fed and its sector has time left, and no tower that costs more than it saves.
import { sectorsPerTower, type WirelessWay } from '#options/fixedWireless.ts'
import { siteNpvUsd } from '#options/option.ts'
import type { ChoiceProblem, Mix, ServedBy } from '#plan/choiceProblem.ts'
import { fibreChanges } from '#plan/fibreChanges.ts'

/** What a site takes without fixed wireless and without the network. */
export interface Fallback {
  readonly by: readonly ServedBy[]
  readonly usd: Float64Array
}

/** What opening a tower would bring. */
interface Opening {
  readonly gainUsd: number
  readonly terminals: readonly { readonly i: number; readonly way: number }[]
}

/**
 * A mix that can be built of one that prices alone chose: who is joined stays so; of the others each is
 * served by a tower that pays, by the shortest way to the network, or by what it falls back to.
 */
export function settleTowers(problem: ChoiceProblem, wanted: Mix, fallback: Fallback): Mix {
  const { sites, fixedWireless, fibre, money } = problem
  const { towers, waysForSite } = fixedWireless
  if (towers.length === 0) return wanted
  const { nodeForSite } = fibre.network
  const servedBy: ServedBy[] = [...wanted.servedBy]
  const wayForSite = new Int32Array(sites.length).fill(-1)
  const joined = new Set(sites.filter((_, i) => servedBy[i] === 'fibre'))
  const { wayUsd, wayEdges } = fibreChanges(
    fibre,
    wanted.edges,
    [...joined].map((site) => nodeForSite[site]),
  )
  const edges = new Set(wanted.edges)
  const rowForSite = new Map(sites.map((site, i) => [site, i]))
  // What each site costs as things stand, and with a terminal.
  const usd = new Float64Array(sites.length)
  const terminalUsd = new Float64Array(sites.length)
  const byFibre = (i: number): number =>
    siteNpvUsd(fibre, sites[i], money) + wayUsd(nodeForSite[sites[i]])
  const reached: { i: number; way: number; ways: WirelessWay }[][] = towers.map(() => [])
  sites.forEach((site, i) => {
    terminalUsd[i] = siteNpvUsd(fixedWireless, site, money)
    usd[i] = joined.has(site) ? 0 : Math.min(fallback.usd[i], byFibre(i))
    if (joined.has(site)) return
    waysForSite[site].forEach((ways, way) => {
      reached[ways.tower].push({ i, way, ways })
    })
  })
  const joinedUsd = (host: number): number => {
    if (host < 0 || joined.has(host)) return 0
    const i = rowForSite.get(host) as number
    // A host that a terminal serves already is not moved again.
    return wayForSite[i] >= 0 ? Number.POSITIVE_INFINITY : byFibre(i) - usd[i]
  }
  const opening = (tower: number): Opening => {
    const { hostSite } = towers[tower]
    const left = new Float64Array(sectorsPerTower).fill(1)
    const gain = new Float64Array(sectorsPerTower)
    const terminals: { i: number; way: number; sector: number }[] = []
    const worth = reached[tower]
      .filter(({ i }) => wayForSite[i] < 0 && sites[i] !== hostSite && usd[i] > terminalUsd[i])
      .map((one) => ({ ...one, gainUsd: usd[one.i] - terminalUsd[one.i] }))
      .sort(
        (a, b) => b.gainUsd * a.ways.airtimeShare - a.gainUsd * b.ways.airtimeShare || a.i - b.i,
      )
    for (const { i, way, ways, gainUsd } of worth) {
      if (joined.has(sites[i]) || ways.airtimeShare > left[ways.sector]) continue
      left[ways.sector] -= ways.airtimeShare
      gain[ways.sector] += gainUsd
      terminals.push({ i, way, sector: ways.sector })
    }
    let gainUsd = -joinedUsd(hostSite) - (hostSite < 0 ? 0 : fixedWireless.perMast.npvCostUsd)
    const pays = gain.map((saved) => saved - fixedWireless.perSector.npvCostUsd)
    for (const more of pays) gainUsd += Math.max(0, more)
    return { gainUsd, terminals: terminals.filter(({ sector }) => pays[sector] > 0) }
  }
  // Gains only fall as sites find their tower: an old gain is a bound on the new.
  const waiting = towers
    .map((_, tower) => ({ tower, gainUsd: opening(tower).gainUsd }))
    .filter(({ gainUsd }) => gainUsd > 0)
    .sort((a, b) => b.gainUsd - a.gainUsd || a.tower - b.tower)
  while (waiting.length > 0) {
    const { tower } = waiting[0]
    waiting.shift()
    const { gainUsd, terminals } = opening(tower)
    if (!(gainUsd > 0)) continue
    if (waiting.length > 0 && gainUsd < waiting[0].gainUsd) {
      let at = 0
      while (at < waiting.length && waiting[at].gainUsd >= gainUsd) at++
      waiting.splice(at, 0, { tower, gainUsd })
      continue
    }
    const { hostSite } = towers[tower]
    if (hostSite >= 0 && !joined.has(hostSite)) {
      for (const edge of wayEdges(nodeForSite[hostSite])) edges.add(edge)
      servedBy[rowForSite.get(hostSite) as number] = 'fibre'
      joined.add(hostSite)
    }
    for (const { i, way } of terminals) {
      wayForSite[i] = way
      servedBy[i] = 'fixedWireless'
    }
  }
  sites.forEach((site, i) => {
    if (joined.has(site) || wayForSite[i] >= 0) return
    const isFibre = byFibre(i) < fallback.usd[i]
    if (isFibre) for (const edge of wayEdges(nodeForSite[site])) edges.add(edge)
    servedBy[i] = isFibre ? 'fibre' : fallback.by[i]
  })
  return { servedBy, edges: Int32Array.from(edges).sort(), wayForSite }
}
