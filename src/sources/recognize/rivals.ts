// Files that hold the same thing twice: of two only one may count, and the other is left out with the reason.
import type { LeftOut, Recognized } from '#sources/recognize/recognition.ts'
import type { Role } from '#sources/studySchema.ts'

/** Roles that count twice where two files fill them. */
const onlyOnce: readonly Role[] = ['roads', 'population', 'land']

const rolesOf = ({ source }: Recognized): readonly Role[] =>
  typeof source.as === 'string' ? [source.as] : source.as

/** The pieces that stay, and OpenStreetMap extracts for what no other file holds. */
export function withoutRivals(
  pieces: readonly Recognized[],
  osm: readonly string[],
  leftOut: LeftOut[],
): readonly Recognized[] {
  const kept: Recognized[] = []
  for (const piece of pieces) {
    const why = whyTwin(piece, kept) ?? whyRival(piece, pieces)
    if (why === undefined) kept.push(piece)
    else leftOut.push({ file: calledOf(piece), why })
  }
  const once = withPeopleOnce(kept)
  const taken = new Set(once.flatMap(rolesOf))
  const extracts = osm.map((file): Recognized => {
    const roles = (['areas', 'land', 'places', 'sites', 'towers', 'roads'] as const).filter(
      (role) => !taken.has(role) || role === 'sites' || role === 'towers',
    )
    return {
      file,
      source: { file, as: roles, kinds: { place_of_worship: 'skip', bank: 'skip' } },
      why: 'an extract of OpenStreetMap, for what no other file holds',
      rows: 0,
      ids: [],
    }
  })
  // Lists before maps: of two that name one place the first is kept.
  return [...once, ...extracts]
}

const calledOf = ({ file, layer }: Recognized): string =>
  layer === undefined ? file : `${file} (${layer})`

/** Why a piece is another once more: one table in two formats, or the same ids under another name. */
function whyTwin(piece: Recognized, kept: readonly Recognized[]): string | undefined {
  const stem = (name: string): string => name.replace(/\.\w+$/, '')
  const ids = new Set(piece.ids)
  for (const other of kept) {
    if (rolesOf(other).join() !== rolesOf(piece).join()) continue
    const isExport =
      other.file !== piece.file &&
      stem(other.file) === stem(piece.file) &&
      other.rows === piece.rows
    if (isExport) return `${calledOf(other)} has the same name and as many rows`
    const shared = other.ids.filter((id) => ids.has(id)).length
    const fewest = Math.min(other.ids.length, ids.size)
    if (fewest > 0 && shared * 10 >= fewest * 9 && other.rows === piece.rows && areTelling(ids))
      return `${calledOf(other)} has as many rows with the same ids`
  }
  return undefined
}

/** Row numbers from 1 are in every table; they tell of no twin. */
function areTelling(ids: ReadonlySet<string>): boolean {
  return [...ids].some((id) => !/^\d{1,6} ?$/.test(id))
}

/** Why a piece gives way to one that fills the same role better. */
function whyRival(piece: Recognized, pieces: readonly Recognized[]): string | undefined {
  const role = onlyOnce.find((one) => rolesOf(piece).includes(one))
  if (role === undefined) return undefined
  const best = pieces
    .filter((one) => rolesOf(one).includes(role))
    .reduce((a, b) => (isBetter(b, a) ? b : a))
  if (best === piece) return undefined
  const newer = yearOf(best) > yearOf(piece) ? `, of ${yearOf(best)}` : ''
  return `${calledOf(best)} holds ${role} already${newer}: both would count twice; remove that one to use this`
}

/** The later year of two that are about as large, otherwise the larger; a grid holds more than any table. */
function isBetter(one: Recognized, than: Recognized): boolean {
  const size = ({ rows }: Recognized): number => (rows === 0 ? 1e12 : rows)
  const areAlike = size(one) * 2 > size(than) && size(than) * 2 > size(one)
  if (areAlike && yearOf(one) !== yearOf(than)) return yearOf(one) > yearOf(than)
  return size(one) > size(than)
}

/** The year in a file's name; 0 where there is none. */
function yearOf({ file }: Recognized): number {
  return Number(/(?<!\d)(?:19|20)\d\d(?!\d)/.exec(file)?.[0] ?? 0)
}

/** Villages with residents lend only their names where a grid counts the same people. */
function withPeopleOnce(pieces: readonly Recognized[]): readonly Recognized[] {
  const grid = pieces.find((piece) => rolesOf(piece).includes('population'))
  if (grid === undefined) return pieces
  return pieces.map((piece) =>
    piece.source.as === 'settlements'
      ? {
          ...piece,
          source: { ...piece.source, as: 'places' as const },
          why: `${piece.why}; ${calledOf(grid)} counts the people, so they only lend their names`,
        }
      : piece,
  )
}
