// Where a phone has signal, as an SVG file: the country's known towers over terrain, one technology at a
// time. It is computed when first asked for, tower by tower, and other requests are answered between.
import { setImmediate } from 'node:timers/promises'
import { cos, radiansPerDegree } from '#base/math.ts'
import { thisThread, type Workers } from '#base/workers.ts'
import { type Country, type RadioTechnology, radioTechnologies } from '#country/model.ts'
import { eachRun } from '#faces/report/cellDrawing.ts'
import { compass, mapRules, scaleLine } from '#faces/site/map/furniture.ts'
import { groundOf as landOf, shownExtent } from '#faces/site/map/layers.ts'
import { type DrawingSize, polygonPath, projection } from '#faces/site/map/projection.ts'
import type { View } from '#faces/site/view.ts'
import { groundOf } from '#gap/ground.ts'
import { type SignalMap, signalAt, signalMap } from '#gap/signalMap.ts'
import { metersPerDegree } from '#geo/pointIndex.ts'
import type { Extent } from '#geo/shapes.ts'
import type { StudyResult } from '#study.ts'

/** A country is this many cells across or high, whichever is more; a phone's drawing a third of them. */
const mostCells = 360
const leastCellMeters = 200

/** Whether a source tells of a tower of a technology: an assumed one serves nobody. */
function isKnown({ towers }: Country, row: number, technology: RadioTechnology): boolean {
  return towers.technology[row] === technology && towers.placeOrigin[row] !== 'assumed'
}

/** The technologies that can be drawn: with known towers, over known terrain. */
export function drawnTechnologies({ country }: StudyResult): RadioTechnology[] {
  if (!country.terrain.some(({ kind }) => kind === 'elevation')) return []
  const rows = Array.from(country.towers.lon.keys())
  return radioTechnologies.filter((technology) =>
    rows.some((row) => isKnown(country, row, technology)),
  )
}

/** Signal over a raster of the land that a study shows: by cells, row by row from the northwest. */
export interface DrawnSignal {
  readonly extent: Extent
  readonly width: number
  readonly height: number
  /** 0 inside houses, 1 only outside, 2 unknown, -1 none. */
  readonly classes: Int16Array
}

/** Signals over the land, each computed once. */
export type DrawnSignals = (technology: RadioTechnology) => Promise<DrawnSignal>

/** The signals of a study. */
export function drawnSignals(result: StudyResult): DrawnSignals {
  const kept = new Map<RadioTechnology, Promise<DrawnSignal>>()
  return (technology) => {
    const known = kept.get(technology) ?? computed(result, technology)
    kept.set(technology, known)
    return known
  }
}

/** Lets others have their turn before each piece of work. */
const inTurns: Workers = {
  ...thisThread,
  map: async (kernel, inputs, watch, stage) => {
    await setImmediate()
    return thisThread.map(kernel, inputs, watch, stage)
  },
}

async function computed(result: StudyResult, technology: RadioTechnology): Promise<DrawnSignal> {
  const { country, study } = result
  const { towers } = country
  const extent = shownExtent(result)
  const { cellMeters, width, height } = rasterOver(extent)
  const ground = groundOf(country)
  const map = async (rows: readonly number[]): Promise<SignalMap | undefined> => {
    const options = { method: 'sweep', cellMeters, workers: inTurns } as const
    return ground === undefined || rows.length === 0
      ? undefined
      : signalMap(country, ground, study, technology, rows, options)
  }
  const rows = Array.from(towers.lon.keys())
  const known = await map(rows.filter((row) => isKnown(country, row, technology)))
  // As people are counted: what only a tower that is assumed, or of no technology said, might reach is unknown.
  const possible = await map(
    rows.filter(
      (row) =>
        !isKnown(country, row, technology) && ['', technology].includes(towers.technology[row]),
    ),
  )
  const unserved = country.completeness.cellular ? -1 : 2
  const classes = new Int16Array(width * height)
  for (let cell = 0; cell < classes.length; cell++) {
    const lon = extent.west + (((cell % width) + 0.5) * (extent.east - extent.west)) / width
    const row = Math.floor(cell / width) + 0.5
    const lat = extent.north - (row * (extent.north - extent.south)) / height
    const at = (of: SignalMap | undefined) => (of === undefined ? 'none' : signalAt(of, lon, lat))
    const sure = at(known)
    if (sure === 'none') classes[cell] = at(possible) === 'none' ? unserved : 2
    else classes[cell] = sure === 'indoors' ? 0 : sure === 'outdoors' ? 1 : 2
  }
  return { extent, width, height, classes }
}

function rasterOver({ west, east, south, north }: Extent): {
  readonly cellMeters: number
  readonly width: number
  readonly height: number
} {
  const tall = (north - south) * metersPerDegree
  const wide = (east - west) * metersPerDegree * cos(((north + south) / 2) * radiansPerDegree)
  const cellMeters = Math.max(
    leastCellMeters,
    Math.ceil(Math.max(tall, wide) / mostCells / 50) * 50,
  )
  const cells = (meters: number): number => Math.max(1, Math.ceil(meters / cellMeters))
  return { cellMeters, width: cells(wide), height: cells(tall) }
}

/** `/signal.svg`: inside houses, only outside, and where nobody knows; the rest of the land is bare. */
export function drawSignal(view: View, signal: DrawnSignal, size: DrawingSize): string {
  const { result } = view.study
  const on = projection(signal.extent, size)
  const land = landOf(result, view.territories)
  const landPath = polygonPath(on, land.land)
  const whole = `M0 0h${on.width}v${on.height}h-${on.width}z`
  const { classes, width, height } = coarser(signal, size === 'phone' ? 3 : 1)
  const [left, top] = [on.x(signal.extent.west), on.y(signal.extent.north)]
  const across = (on.x(signal.extent.east) - left) / width
  const down = (on.y(signal.extent.south) - top) / height
  const strokes = ['var(--deep)', 'var(--deep);opacity:.4', 'url(#u)']
  const cells = strokes.map(
    (stroke, at) =>
      `<path style="stroke-linecap:butt;stroke:${stroke}" d="${rowStrokes(classes, width, at)}"/>`,
  )
  const parts = [
    // A pattern is drawn in the units of what it fills: those of a cell.
    `<pattern id="u" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="scale(${(1 / across).toFixed(4)} ${(1 / down).toFixed(4)})"><path d="M0 8 8 0" stroke="var(--edge)" stroke-width="1.2"/></pattern>`,
    `<clipPath id="l"><path clip-rule="evenodd" d="${landPath || whole}"/></clipPath>`,
    `<rect width="${on.width}" height="${on.height}" fill="var(--${landPath === '' ? 'land' : 'sea'})"/>`,
    `<path d="${landPath}" style="fill:var(--land);fill-rule:evenodd"/>`,
    `<g clip-path="url(#l)"><g transform="translate(${left.toFixed(2)} ${top.toFixed(2)}) scale(${across.toFixed(5)} ${down.toFixed(5)})">${cells.join('')}</g></g>`,
    `<path d="${polygonPath(on, land.borders)}" stroke="var(--edge)" stroke-width="1"/>`,
    scaleLine(view.words, on),
    compass(view.words, on),
  ]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${on.width} ${on.height}"><style>${mapRules}</style>${parts.join('')}</svg>`
}

/** Runs of one class as strokes along the middle of their rows, each from the end of the one before. */
function rowStrokes(classes: Int16Array, width: number, wanted: number): string {
  const path: string[] = ['M0 .5']
  let [x, y] = [0, 0]
  eachRun(classes, width, wanted, (column, row, long) => {
    path.push(`m${column - x} ${row - y}h${long}`)
    x = column + long
    y = row
  })
  return path.join('')
}

/** Every `every`-th cell in both directions. */
function coarser(
  { classes, width, height }: DrawnSignal,
  every: number,
): { classes: Int16Array; width: number; height: number } {
  const across = Math.ceil(width / every)
  const down = Math.ceil(height / every)
  const taken = new Int16Array(across * down)
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++)
      taken[row * across + column] = classes[row * every * width + column * every]
  return { classes: taken, width: across, height: down }
}
