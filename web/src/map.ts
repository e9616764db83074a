// The moving map: takes the place of the server's picture where WebGL runs, and answers the same legend,
// years and selection. Without it the page says all the same things.
import {
  type LngLatBoundsLike,
  Map as MapLibre,
  Marker,
  type PointLike,
  setWorkerUrl,
} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import type { MapLayers } from '../../src/faces/site/map/mapLayers.ts'
import { addIcons } from './map/icons.ts'
import { part, showPlace, wirePanels } from './map/panels.ts'
import {
  linkFilter,
  linkLayers,
  mapStyle,
  pageColor,
  placeFilters,
  placeLayers,
  type Shown,
} from './map/style.ts'
import { type SiteProperties, unpack } from './map/unpack.ts'

/** With more places than this the smallest are drawn smaller, until one zooms in. */
const roomyPlaces = 1500
/** Room around the country. */
const padding = 24
/** Half the side of the square in which a click looks for a place. */
const reachPixels = 12
/** The same for the place nearest to the middle, chosen by keyboard. */
const keyboardReachPixels = 160

async function start(): Promise<void> {
  const frame = part<HTMLElement>('#map')
  const answer = await fetch(frame.dataset.layers ?? '')
  if (!answer.ok) throw new Error(`Cannot load the map: the server answered ${answer.status}`)
  const layers = (await answer.json()) as MapLayers
  setWorkerUrl(workerUrl)

  const [west, south, east, north] = (frame.dataset.extent ?? '').split(' ').map(Number)
  const bounds: LngLatBoundsLike = [west, south, east, north]
  const holder = document.createElement('div')
  frame.prepend(holder)
  const map = new MapLibre({
    container: holder,
    style: { version: 8, sources: {}, layers: [] },
    bounds,
    fitBoundsOptions: { padding },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    renderWorldCopies: false,
    fadeDuration: 0,
    maxZoom: 16,
  })
  map.touchZoomRotate.disableRotation()
  map.keyboard.disableRotation()
  map.getCanvas().ariaLabel = frame.dataset.label ?? ''

  const sources = unpack(layers)
  const crowding = Math.min(1, Math.max(0.55, Math.sqrt(roomyPlaces / layers.sites.id.length)))
  const home = map.getZoom()
  let shown: Shown = wirePanels(layers, (next) => {
    shown = next
    filterMap(map, shown)
  })
  const paint = (): void => {
    map.setStyle(mapStyle(sources, shown, pageColor, home, crowding), { diff: false })
    addIcons(map, pageColor)
  }
  paint()
  for (const query of ['(prefers-color-scheme: dark)', '(forced-colors: active)'])
    matchMedia(query).addEventListener('change', paint)

  const select = placeSelector(map, layers, frame.dataset.site ?? '')
  map.on('click', (event) => {
    const row = placeAt(map, event.point)
    if (row !== undefined) select(row)
  })
  // What a click is for a hand, Enter is for a keyboard: the place nearest to the middle.
  map.getCanvas().addEventListener('keydown', ({ key }) => {
    if (key !== 'Enter') return
    const row = placeAt(map, map.project(map.getCenter()), keyboardReachPixels)
    if (row !== undefined) select(row)
  })
  map.on('mousemove', (event) => {
    map.getCanvas().style.cursor = placeAt(map, event.point) === undefined ? '' : 'pointer'
  })
  wireControls(map, bounds, frame)
  wireSearch(layers, (row) => {
    select(row)
    const { lon, lat } = layers.sites
    map.easeTo({
      center: [lon[row] / layers.perDegree, lat[row] / layers.perDegree],
      zoom: Math.max(map.getZoom(), home + 3),
      duration: 150,
    })
  })
  await new Promise<void>((resolve) => {
    map.once('idle', () => resolve())
  })
  frame.querySelector('picture')?.remove()
  for (const name of ['.scale', '.north']) part<HTMLElement>(name).hidden = false
  document.documentElement.classList.add('scripted')
  const asked = layers.sites.id.indexOf(new URL(location.href).searchParams.get('site') ?? '')
  if (asked >= 0) select(asked)
  frame.dataset.ready = 'yes'
}

function filterMap(map: MapLibre, shown: Shown): void {
  for (const [layer, filter] of Object.entries(placeFilters(shown))) map.setFilter(layer, filter)
  for (const [layer, technology] of linkLayers) map.setFilter(layer, linkFilter(shown, technology))
}

/** The row of the place nearest to a point of the screen. */
function placeAt(
  map: MapLibre,
  { x, y }: { readonly x: number; readonly y: number },
  reach = reachPixels,
): number | undefined {
  const box: [PointLike, PointLike] = [
    [x - reach, y - reach],
    [x + reach, y + reach],
  ]
  const layers = placeLayers.filter((layer) => map.getLayer(layer) !== undefined)
  let nearest = Infinity
  let row: number | undefined
  for (const found of map.queryRenderedFeatures(box, { layers })) {
    if (found.geometry.type !== 'Point') continue
    const [lon, lat] = found.geometry.coordinates
    const at = map.project([lon, lat])
    const distance = (at.x - x) ** 2 + (at.y - y) ** 2
    if (distance >= nearest) continue
    nearest = distance
    row = (found.properties as SiteProperties).row
  }
  return row
}

/** Marks a place on the map and shows it beside. */
function placeSelector(map: MapLibre, layers: MapLayers, folder: string): (row: number) => void {
  const ring = document.createElement('div')
  ring.className = 'pick'
  const marker = new Marker({ element: ring })
  return (row) => {
    const { id, lon, lat } = layers.sites
    marker.setLngLat([lon[row] / layers.perDegree, lat[row] / layers.perDegree]).addTo(map)
    // A place that cannot be shown stays marked: its page is in the table.
    showPlace(id[row], folder).catch(() => {})
  }
}

function wireControls(map: MapLibre, bounds: LngLatBoundsLike, frame: HTMLElement): void {
  part<HTMLElement>('.zoom').hidden = false
  part('.zoom .in').addEventListener('click', () => map.zoomIn({ duration: 150 }))
  part('.zoom .out').addEventListener('click', () => map.zoomOut({ duration: 150 }))
  part('.zoom .whole').addEventListener('click', () =>
    map.fitBounds(bounds, { padding, duration: 0 }),
  )
  const scale = part<HTMLElement>('.scale')
  const number = new Intl.NumberFormat(frame.dataset.locale)
  const update = (): void => {
    const { lat } = map.getCenter()
    const kmPerPixel = (40075.017 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** map.getZoom())
    const most = kmPerPixel * 110
    const power = 10 ** Math.floor(Math.log10(most))
    const km = ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power
    scale.style.width = `${km / kmPerPixel}px`
    scale.textContent = (frame.dataset.scale ?? '#').replace('#', number.format(km))
  }
  map.on('move', update)
  update()
}

/** Finds a place by name in the map; what is not found there, the table is asked for. */
function wireSearch(layers: MapLayers, show: (row: number) => void): void {
  const form = part<HTMLFormElement>('form[role=search]')
  form.addEventListener('submit', (event) => {
    const sought = String(new FormData(form).get('q') ?? '')
      .trim()
      .toLocaleLowerCase()
    const names = layers.sites.name.map((name) => name.toLocaleLowerCase())
    const row =
      sought === ''
        ? -1
        : ([names.indexOf(sought), names.findIndex((name) => name.includes(sought))].find(
            (found) => found >= 0,
          ) ?? -1)
    if (row < 0) return
    event.preventDefault()
    show(row)
  })
}

start().catch((error: unknown) => {
  const frame = part<HTMLElement>('#map')
  frame.querySelector('.maplibregl-map')?.remove()
  const note = document.createElement('p')
  note.className = 'mapnote'
  note.textContent = frame.dataset.failed ?? ''
  frame.after(note)
  frame.dataset.ready = 'failed'
  console.warn(error)
})
