// The shapes of the legend as pictures for the map, drawn in the page's own colors.
import type { Map as MapLibre } from 'maplibre-gl'

const pixels = 64
const ratio = 2
/** Radius of a shape at size 1, in CSS pixels. */
export const iconRadius = 11

/** Every kind of mark but those for places served already, which are circles. */
export const iconKinds = [
  'fibre',
  'microwave',
  'fixedWireless',
  'cellular',
  'satellite',
  'unserved',
  'unknown',
  'later',
] as const
type IconKind = (typeof iconKinds)[number]

/** Puts a picture of each kind into the map, in place of one that is there. */
export function addIcons(map: MapLibre, color: (name: string) => string): void {
  for (const kind of iconKinds) {
    if (map.hasImage(kind)) map.removeImage(kind)
    const name = kind === 'later' ? 'unknown' : kind
    map.addImage(kind, drawIcon(kind, color(name), color('land')), { pixelRatio: ratio })
  }
}

function drawIcon(kind: IconKind, color: string, edge: string): ImageData {
  const canvas = document.createElement('canvas')
  canvas.width = pixels
  canvas.height = pixels
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (pen === null) throw new Error('Cannot draw the map’s marks: the browser gives no canvas')
  pen.translate(pixels / 2, pixels / 2)
  pen.lineJoin = 'round'
  pen.lineCap = 'round'
  pen.fillStyle = color
  const r = iconRadius * ratio
  const shape = shapePath(kind, r)
  const outlined =
    kind === 'satellite' || kind === 'unserved' || kind === 'unknown' || kind === 'later'
  const width = kind === 'later' ? 3.4 : kind === 'unknown' ? 4 : 6
  pen.strokeStyle = edge
  pen.lineWidth = outlined ? width + 5 : 5
  pen.stroke(shape)
  if (!outlined) pen.fill(shape)
  else {
    if (kind !== 'unserved') {
      pen.fillStyle = edge
      pen.fill(shape)
      pen.fillStyle = color
    }
    pen.strokeStyle = color
    pen.lineWidth = width
    if (kind === 'unknown') pen.setLineDash([0.1, 8])
    pen.stroke(shape)
  }
  if (kind === 'satellite') {
    pen.beginPath()
    pen.arc(0, 0, r * 0.38, 0, 2 * Math.PI)
    pen.fill()
  }
  return pen.getImageData(0, 0, pixels, pixels)
}

function shapePath(kind: IconKind, r: number): Path2D {
  const path = new Path2D()
  const polygon = (...points: readonly (readonly [number, number])[]): void => {
    points.forEach(([x, y], i) => {
      if (i === 0) path.moveTo(x * r, y * r)
      else path.lineTo(x * r, y * r)
    })
    path.closePath()
  }
  if (kind === 'microwave') polygon([0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0])
  else if (kind === 'fixedWireless') polygon([0, -1.1], [1.15, 1], [-1.15, 1])
  else if (kind === 'cellular') polygon([-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9])
  else if (kind === 'unserved') {
    path.moveTo(-r, -r)
    path.lineTo(r, r)
    path.moveTo(r, -r)
    path.lineTo(-r, r)
  } else path.arc(0, 0, kind === 'later' ? r * 0.8 : r * 0.95, 0, 2 * Math.PI)
  return path
}
