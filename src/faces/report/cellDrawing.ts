// A drawing of a raster in a few classes: cells, lines where their owner changes, masts, the coast, a key
// and a scale. It brings its colors, by day and by night; classes differ in lightness, not in hue alone.
import type { Extent, MultiPolygon } from '#geo/shapes.ts'
import { earthRadiusMeters } from '#geo/sphere.ts'
import { turnedLon } from '#geo/terrain.ts'

/** One kind of cells. */
export interface CellClass {
  readonly label: string
  /** Fill by day and by night; hatched where it stands for what nobody knows. */
  readonly day: string
  readonly night: string
  readonly hatched?: boolean
}

/** What is drawn. */
export interface CellDrawing {
  readonly title: string
  /** A sentence on how it was found. */
  readonly note: string
  readonly extent: Extent
  readonly width: number
  readonly height: number
  readonly classes: readonly CellClass[]
  /** Class of each cell, row by row from the northwest; -1 where nothing is drawn. */
  readonly classOf: (cell: number) => number
  /** Who a cell belongs to: thin lines part the owners. -1 for nobody; absent where none are told apart. */
  readonly ownerOf?: (cell: number) => number
  readonly masts: readonly {
    readonly lon: number
    readonly lat: number
    readonly isAssumed: boolean
  }[]
  readonly mastLabel: string
  readonly land: MultiPolygon
}

const frame = { width: 960, top: 64, side: 24, bottom: 76 } as const

/** A raster is drawn with at most so many cells across: finer ones would be smaller than a pixel. */
const mostAcross = 480

/** An SVG of the raster, readable by itself. */
export function cellDrawing(drawing: CellDrawing): string {
  const { extent, classes, masts, land, title, note } = drawing
  const middle = (((extent.north + extent.south) / 2) * Math.PI) / 180
  const perLon = (frame.width - 2 * frame.side) / (extent.east - extent.west)
  const perLat = perLon / Math.max(Math.cos(middle), 0.05)
  const high = perLat * (extent.north - extent.south)
  const center = (extent.west + extent.east) / 2
  const x = (lon: number): string =>
    (frame.side + (turnedLon(lon, center) - extent.west) * perLon).toFixed(1)
  const y = (lat: number): string => (frame.top + (extent.north - lat) * perLat).toFixed(1)
  const grid = coarsened(drawing)
  const cells = classes.map(
    (_, at) => `<path class="c${at}" d="${runs(grid.classes, grid.width, at)}"/>`,
  )
  const borders =
    grid.owners === undefined
      ? ''
      : `<path class="border" d="${ownerBorders(grid.owners, grid.width, grid.height)}"/>`
  const coast = land
    .flat()
    .map((ring) => {
      const points: string[] = []
      for (let i = 0; i < ring.length; i += 2) points.push(`${x(ring[i])},${y(ring[i + 1])}`)
      return `M${points.join('L')}Z`
    })
    .join('')
  const dots = masts
    .map(
      ({ lon, lat, isAssumed }) =>
        `<circle class="${isAssumed ? 'maybe' : 'mast'}" cx="${x(lon)}" cy="${y(lat)}" r="3"/>`,
    )
    .join('')
  const scaleX = ((frame.width - 2 * frame.side) * grid.every) / drawing.width
  const scaleY = (high * grid.every) / drawing.height
  const bottom = frame.top + high
  const height = Math.ceil(bottom + frame.bottom)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${frame.width} ${height}" role="img" aria-labelledby="t d" font-family="system-ui, sans-serif" font-size="13">
<title id="t">${escaped(title)}</title><desc id="d">${escaped(note)}</desc>
<style>${style(classes)}</style>
<defs>${hatches(classes)}<clipPath id="frame"><rect x="${frame.side}" y="${frame.top}" width="${frame.width - 2 * frame.side}" height="${high.toFixed(1)}"/></clipPath></defs>
<text x="${frame.side}" y="26" font-size="16" font-weight="600">${escaped(title)}</text><text x="${frame.side}" y="48">${escaped(note)}</text>
<g clip-path="url(#frame)"><rect class="sea" x="${frame.side}" y="${frame.top}" width="${frame.width - 2 * frame.side}" height="${high.toFixed(1)}"/><path class="land" d="${coast}"/>
<g transform="translate(${frame.side} ${frame.top}) scale(${scaleX.toFixed(5)} ${scaleY.toFixed(5)})">${cells.join('')}${borders}</g>
<path class="coast" d="${coast}"/>${dots}</g>
${key(drawing, bottom + 24)}${scaleBar(perLat, bottom + 56)}
</svg>
`
}

interface Coarse {
  /** Cells of the raster in one, across and down: the last column and row may reach beyond its edge. */
  readonly every: number
  readonly width: number
  readonly height: number
  readonly classes: Int16Array
  readonly owners: Int32Array | undefined
}

/** The raster at a size that can be seen: each coarse cell is the one at its middle. */
function coarsened({ width, height, classOf, ownerOf }: CellDrawing): Coarse {
  const every = Math.max(1, Math.ceil(width / mostAcross))
  const [across, down] = [Math.ceil(width / every), Math.ceil(height / every)]
  const classes = new Int16Array(across * down)
  const owners = ownerOf === undefined ? undefined : new Int32Array(across * down)
  for (let row = 0; row < down; row++)
    for (let column = 0; column < across; column++) {
      const from = Math.min(height - 1, row * every + (every >> 1))
      const cell = from * width + Math.min(width - 1, column * every + (every >> 1))
      classes[row * across + column] = classOf(cell)
      if (owners !== undefined) owners[row * across + column] = ownerOf?.(cell) ?? -1
    }
  return { every, width: across, height: down, classes, owners }
}

/** Calls back with each run of cells of one class, row by row. */
export function eachRun(
  classes: Int16Array,
  width: number,
  wanted: number,
  visit: (column: number, row: number, long: number) => void,
): void {
  for (let start = 0; start < classes.length; start += width)
    for (let column = 0; column < width; column++) {
      if (classes[start + column] !== wanted) continue
      const from = column
      while (column + 1 < width && classes[start + column + 1] === wanted) column++
      visit(from, start / width, column + 1 - from)
    }
}

/** Runs of one class as rectangles. */
function runs(classes: Int16Array, width: number, wanted: number): string {
  const path: string[] = []
  eachRun(classes, width, wanted, (column, row, long) => {
    path.push(`M${column} ${row}h${long}v1h-${long}z`)
  })
  return path.join('')
}

/** Edges between cells of two owners. */
function ownerBorders(owners: Int32Array, width: number, height: number): string {
  const path: string[] = []
  const differ = (a: number, b: number): boolean =>
    owners[a] >= 0 && owners[b] >= 0 && owners[a] !== owners[b]
  for (let row = 0; row < height; row++)
    for (let column = 0; column + 1 < width; column++) {
      const cell = row * width + column
      if (differ(cell, cell + 1)) path.push(`M${column + 1} ${row}v1`)
    }
  for (let row = 0; row + 1 < height; row++)
    for (let column = 0; column < width; column++) {
      const cell = row * width + column
      if (differ(cell, cell + width)) path.push(`M${column} ${row + 1}h1`)
    }
  return path.join('')
}

function style(classes: readonly CellClass[]): string {
  const fill = (at: number, color: string): string =>
    classes[at].hatched === true ? `.h${at}{stroke:${color}}` : `.c${at}{fill:${color}}`
  const hatched = classes.map((each, at) => (each.hatched ? `.c${at}{fill:url(#h${at})}` : ''))
  const all = (of: 'day' | 'night'): string =>
    classes.map((each, at) => fill(at, each[of])).join('')
  return `svg{background:#fff}text{fill:#10222a}.sea{fill:#dde8ef}.land{fill:#fbfaf5}.coast{fill:none;stroke:#61727a;stroke-width:1}.border{fill:none;stroke:#fff;stroke-width:1.2;vector-effect:non-scaling-stroke}.mast{fill:#10222a}.maybe{fill:#fff;stroke:#10222a;stroke-width:1.5}.edge{fill:none;stroke:#61727a}.bar{stroke:#10222a;stroke-width:2}${hatched.join('')}${all('day')}@media(prefers-color-scheme:dark){svg{background:#0f1a20}text{fill:#e8efef}.sea{fill:#0b1419}.land{fill:#1c2a30}.coast,.edge{stroke:#8397a0}.border{stroke:#0f1a20}.mast{fill:#e8efef}.maybe{fill:#0f1a20;stroke:#e8efef}.bar{stroke:#e8efef}${all('night')}}`
}

const hatches = (classes: readonly CellClass[]): string =>
  classes
    .map((each, at) =>
      each.hatched
        ? `<pattern id="h${at}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="h${at}" d="M0 0v6" stroke-width="2"/></pattern>`
        : '',
    )
    .join('')

/** The classes, and how masts are drawn. */
function key({ classes, masts, mastLabel }: CellDrawing, y: number): string {
  const entries: { mark: (x: number) => string; label: string }[] = classes.map(
    ({ label }, at) => ({
      mark: (x) =>
        `<rect class="c${at}" x="${x}" y="${y - 11}" width="16" height="13"/><rect class="edge" x="${x}" y="${y - 11}" width="16" height="13"/>`,
      label,
    }),
  )
  for (const isAssumed of [false, true])
    if (masts.some((mast) => mast.isAssumed === isAssumed))
      entries.push({
        mark: (x) =>
          `<circle class="${isAssumed ? 'maybe' : 'mast'}" cx="${x + 8}" cy="${y - 4}" r="4"/>`,
        label: isAssumed ? `${mastLabel}, only assumed` : mastLabel,
      })
  let x: number = frame.side
  return entries
    .map(({ mark, label }) => {
      const entry = `${mark(x)}<text x="${x + 22}" y="${y}">${escaped(label)}</text>`
      x += 22 + label.length * 7 + 20
      return entry
    })
    .join('')
}

function scaleBar(perLat: number, y: number): string {
  const perKm = (perLat * 180_000) / (Math.PI * earthRadiusMeters)
  const km = [1, 2, 5, 10, 20, 50, 100, 200, 500].findLast((each) => each * perKm <= 200) ?? 1
  const end = frame.side + km * perKm
  return `<path class="bar" d="M${frame.side} ${y}H${end.toFixed(1)}"/><text x="${(end + 8).toFixed(1)}" y="${y + 4}">${km} km</text>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
