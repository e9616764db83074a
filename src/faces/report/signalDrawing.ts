// Drawings of what radio reaches over terrain: the signal of a study's towers, and what one mast sees.
import type { Country } from '#country/model.ts'
import { type CellClass, cellDrawing } from '#faces/report/cellDrawing.ts'
import type { SignalMap } from '#gap/signalMap.ts'
import type { TerrainWindow } from '#geo/terrain.ts'

const reached: CellClass = { label: '', day: '#0a5a75', night: '#7cc7e0' }
const partly: CellClass = { label: '', day: '#8fbccb', night: '#2f6479' }
const unknown: CellClass = { label: '', day: '#5d656a', night: '#848b90', hatched: true }

/**
 * Who is reached by one technology, indoors or only outdoors, and where one tower's service ends and the
 * next one's begins.
 *
 * @param towers Rows of the towers that were mapped.
 */
export function signalDrawing(
  country: Country,
  map: SignalMap,
  towers: readonly number[],
  { cellMeters, method }: { readonly cellMeters: number; readonly method: 'sweep' | 'exact' },
): string {
  const { level, server, indoorsDbm, outdoorsDbm, technology } = map
  const classOf = (cell: number): number => {
    const strongest = level.values[cell]
    if (Number.isNaN(strongest)) return 2
    return strongest >= indoorsDbm ? 0 : strongest >= outdoorsDbm ? 1 : -1
  }
  const hasCover = country.terrain.some(({ kind }) => kind === 'builtUp' || kind === 'tree')
  const how = method === 'sweep' ? 'radials' : 'a profile for each cell'
  return cellDrawing({
    title: `${country.name}: ${technology} signal, and which tower serves`,
    note: `ITU-R P.1812 over terrain${hasCover ? ' and land cover' : ''}, cells of ${cellMeters} m, by ${how}. White lines: where the strongest tower changes.`,
    extent: level.extent,
    width: level.width,
    height: level.height,
    classes: [
      { ...reached, label: `Indoors, from ${dbm(indoorsDbm)}` },
      { ...partly, label: `Outdoors only, from ${dbm(outdoorsDbm)}` },
      { ...unknown, label: 'Unknown: no terrain' },
    ],
    classOf,
    ownerOf: (cell) => (classOf(cell) === 0 || classOf(cell) === 1 ? server[cell] : -1),
    masts: towers.map((row) => ({
      lon: country.towers.lon[row],
      lat: country.towers.lat[row],
      isAssumed: country.towers.placeOrigin[row] === 'assumed',
    })),
    mastLabel: `${technology} tower`,
    land: landOf(country),
  })
}

const dbm = (value: number): string => `${value < 0 ? '−' : ''}${Math.abs(Math.round(value))} dBm`

/** What a mast sees: `seen` as `viewshed` fills it, of the terrain around. */
export function viewDrawing(
  country: Country,
  terrain: TerrainWindow,
  seen: Uint8Array,
  at: { readonly lon: number; readonly lat: number },
  words: { readonly title: string; readonly note: string },
): string {
  const { west, north, dLon, dLat, width, height } = terrain
  const left = west - dLon / 2
  const top = north + dLat / 2
  return cellDrawing({
    ...words,
    extent: { west: left, north: top, east: left + width * dLon, south: top - height * dLat },
    width,
    height,
    classes: [
      { ...reached, label: 'Seen' },
      { ...unknown, label: 'Unknown: no terrain on the way' },
    ],
    classOf: (cell) => (seen[cell] === 1 ? 0 : seen[cell] === 255 ? 1 : -1),
    masts: [{ ...at, isAssumed: false }],
    mastLabel: 'Mast',
    land: landOf(country),
  })
}

const landOf = ({ land, areas }: Country): Country['land'] =>
  land.length > 0 ? land : areas.polygons.flat()
