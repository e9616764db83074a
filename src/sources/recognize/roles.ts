// What a table or grid that nobody described is read as: by its shape, its columns, their values and the
// words of its name. Each guess says why, for its reader to disagree with.
import type { RadioTechnology, SiteKind } from '#country/model.ts'
import { findKind } from '#sources/import/siteKinds.ts'
import type { RawGrid } from '#sources/raw.ts'
import type { TableProfile } from '#sources/recognize/profile.ts'
import { isAbout, kindByUsers, kindInWords, type Topic } from '#sources/recognize/words.ts'
import type { Role } from '#sources/studySchema.ts'

/** Why something is taken for nothing. */
export interface NoGuess {
  readonly why: string
  readonly roles?: undefined
}

/** What a table or grid is taken for. */
export interface RoleGuess {
  readonly roles: readonly Role[]
  readonly why: string
  readonly kind?: SiteKind
  readonly kinds?: Readonly<Record<string, SiteKind | 'skip'>>
  readonly technology?: RadioTechnology
}

/** What a table is read as; undefined with the reason where nothing of a country is seen in it. */
export function guessTable(profile: TableProfile): RoleGuess | NoGuess {
  const { table, shape, found } = profile
  const title = `${table.source.replace(/\.\w+$/, '')} ${table.table}`
  const isPlaced =
    shape !== 'none' ||
    found.position !== undefined ||
    (found.lon !== undefined && found.lat !== undefined)
  const about = (topic: Topic): boolean => isAbout(title, topic)
  if (table.length === 0) return { why: 'it holds no rows' }
  if (shape === 'polygon') return guessPolygons(profile, about)
  if (shape === 'line') return guessLines(profile, about)
  if (isPlaced) return guessPoints(profile, about)
  if (found.population !== undefined && (found.id !== undefined || found.name !== undefined))
    return {
      roles: ['census'],
      why: `people by area in the column "${found.population}", without positions`,
    }
  return {
    why: `it has neither positions nor people by area; give it columns "lon" and "lat", or a "population" with the area’s name (it has ${table.names.slice(0, 8).join(', ')})`,
  }
}

type About = (topic: Topic) => boolean

function guessPolygons(profile: TableProfile, about: About): ReturnType<typeof guessTable> {
  const { table, found, columns } = profile
  if (found.technology !== undefined || about('coverage'))
    return {
      roles: ['coverage'],
      technology: '4G',
      why: 'polygons of a radio technology; 4G where none is told',
    }
  if (found.name === undefined && found.population !== undefined && table.length > 50)
    return {
      roles: ['population'],
      why: `polygons without names, with people in "${found.population}"`,
    }
  if (about('notOurs')) return { why: 'its name speaks of water, buildings or the like' }
  const hasNames =
    found.name !== undefined || columns.some(({ name }) => /^(adm|name|shape)/i.test(name))
  if (!hasNames && (about('land') || !about('areas')))
    return about('land') || table.length < 2_000
      ? { roles: ['land'], why: 'polygons without names: taken for land' }
      : { why: 'many polygons without names or people: buildings, most likely' }
  if (table.length > 20_000) return { why: 'too many polygons for administrative areas' }
  return {
    roles: ['areas'],
    why: `named polygons${found.population === undefined ? '' : `, with people in "${found.population}"`}`,
  }
}

const roadClasses: ReadonlySet<string> = new Set(
  'motorway trunk primary secondary tertiary unclassified residential track service living_street'.split(
    ' ',
  ),
)

function guessLines({ table, columns }: TableProfile, about: About): ReturnType<typeof guessTable> {
  const speaks = (topic: Topic): boolean =>
    about(topic) || columns.some(({ name }) => isAbout(name, topic))
  if (about('notOurs')) return { why: 'its name speaks of water, ferries or cables under the sea' }
  const classes = columns.some(
    ({ distinct }) => distinct.filter((value) => roadClasses.has(value)).length >= 3,
  )
  if (classes) return { roles: ['roads'], why: 'lines with classes of roads' }
  if (about('fibre')) return { roles: ['fibreRoutes'], why: 'lines whose name speaks of fibre' }
  if (about('roads')) return { roles: ['roads'], why: 'lines whose name speaks of roads' }
  if (speaks('fibre') || table.names.some((name) => /operator|operateur|operador/i.test(name)))
    return { roles: ['fibreRoutes'], why: 'lines with an operator' }
  return {
    why: 'lines that neither name nor values tell for roads or fibre; put "road" or "fibre" into the file’s name',
  }
}

function guessPoints(profile: TableProfile, about: About): ReturnType<typeof guessTable> {
  const { table, found, columns } = profile
  const has = (pattern: RegExp): boolean => table.names.some((name) => pattern.test(name))
  const tags = tagRoles(profile)
  if (tags !== undefined) return tags
  // Many nameless places with people each are the cells of a grid, whatever the file calls them.
  if (found.population !== undefined && found.name === undefined && table.length > 500)
    return {
      roles: ['population'],
      why: `many points without names, with people in "${found.population}"`,
    }
  if (
    has(
      /^(accessPoint|internationalConnections|physicalInfrastructureProvider|transmissionMediumOwner)$/,
    )
  )
    return { roles: ['fibreNodes'], why: 'nodes of the Open Fibre Data Standard' }
  if (has(/^transmission_?medium$/i))
    return { roles: ['fibreNodes'], why: 'points with a medium of transmission' }
  if (
    has(/^(mcc|lac|cell_?id|radio|radio_?type|antenna_?height\w*|ict_id)$/i) ||
    found.technology !== undefined ||
    about('towers')
  )
    return {
      roles: ['towers'],
      why: 'points with a radio technology, or whose name speaks of towers',
    }
  if (found.medium !== undefined || (about('fibre') && !has(/student|eleve|bed/i)))
    return { roles: ['fibreNodes'], why: 'points of a transmission network' }
  const kind = siteKindOf(profile, about)
  if (kind !== undefined) return kind
  const isNamed = found.name !== undefined
  if (found.population !== undefined && (!isNamed || table.length > 20_000))
    return { roles: ['population'], why: `points with people in "${found.population}"` }
  if (found.population !== undefined)
    return { roles: ['settlements'], why: `named points with people in "${found.population}"` }
  if (about('fibreNodes'))
    return { roles: ['fibreNodes'], why: 'points whose name speaks of nodes' }
  if (isNamed && (about('places') || columns.length <= 8))
    return { roles: ['places'], why: 'named points of nothing in particular: places' }
  const names = table.names.slice(0, 8).join(', ')
  return {
    why: `points that neither name nor values tell (${names}): say in the file’s name what they are (schools, clinics, towers, villages, population)`,
  }
}

/** OpenStreetMap's tags, as columns or as pairs: which roles they hold. */
function tagRoles({ table, columns }: TableProfile): RoleGuess | undefined {
  const pairs = table.names.includes('tag') && table.names.includes('value')
  const keys = new Set(pairs ? columns.find(({ name }) => name === 'tag')?.distinct : table.names)
  const roles: Role[] = []
  if (keys.has('place')) roles.push('places')
  if (keys.has('amenity') || keys.has('healthcare') || keys.has('office')) roles.push('sites')
  if (keys.has('man_made')) roles.push('towers')
  if (roles.length === 0) return undefined
  return { roles, why: 'tags of OpenStreetMap', kinds: { pharmacy: 'skip' } }
}

/** Institutions: by the words in a column of kinds, otherwise by the words of the file’s name. */
function siteKindOf({ found, columns, table }: TableProfile, about: About): RoleGuess | undefined {
  const whole = (['school', 'hospital', 'clinic', 'government'] as const).find(about)
  const column = columns.find(({ name }) => name === found.kind)
  if (column !== undefined) {
    const kinds: Record<string, SiteKind | 'skip'> = {}
    let known = 0
    for (const word of column.distinct) {
      const kind = findKind(word) ?? kindInWords(word) ?? whole
      if (kind === undefined) continue
      known++
      if (findKind(word) === undefined) kinds[word] = kind
    }
    if (known * 2 >= column.distinct.length && column.distinct.length > 0)
      return {
        roles: ['sites'],
        why: `kinds of places in the column "${column.name}"`,
        ...(whole === undefined ? {} : { kind: whole }),
        ...(Object.keys(kinds).length === 0 ? {} : { kinds }),
      }
  }
  const served = found.users === undefined ? undefined : kindByUsers(found.users)
  if (whole === undefined && served !== undefined)
    return { roles: ['sites'], kind: served, why: `points with a count of ${found.users}` }
  if (whole !== undefined)
    return { roles: ['sites'], kind: whole, why: `points whose file speaks of ${whole}s` }
  // A column of names may be called "École": the rows are what it is called.
  const called = (['school', 'hospital', 'clinic'] as const).find((kind) =>
    isAbout(found.name ?? '', kind),
  )
  if (called !== undefined)
    return { roles: ['sites'], kind: called, why: `points named in a column "${found.name}"` }
  const names = columns.find(({ name }) => name === found.name)?.distinct ?? []
  for (const kind of ['school', 'hospital', 'clinic'] as const) {
    const speaking = names.filter((name) => isAbout(name, kind)).length
    if (speaking * 2 > names.length && names.length > 3)
      return { roles: ['sites'], kind, why: `points most of whose names speak of a ${kind}` }
  }
  if (table.names.some((name) => /giga_?id/i.test(name)))
    return { roles: ['sites'], kind: 'school', why: 'schools of Giga' }
  return undefined
}

/** What a grid is read as: by its name, otherwise by its values. */
export function guessGrid(grid: RawGrid, name: string): RoleGuess | NoGuess {
  for (const topic of ['builtUp', 'tree', 'elevation'] as const)
    if (isAbout(name, topic)) return { roles: [topic], why: `a grid whose name speaks of ${topic}` }
  if (isAbout(name, 'coverage'))
    return { roles: ['coverage'], technology: '4G', why: 'a grid whose name speaks of coverage' }
  if (isAbout(name, 'density'))
    return {
      why: 'a grid of people per km², by its name: give people per cell (multiply each cell by its area in km²)',
    }
  if (isAbout(name, 'people'))
    return { roles: ['population'], why: 'a grid whose name speaks of people' }
  const { values, missing } = grid
  let filled = 0
  let fractions = 0
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  const step = Math.max(1, Math.floor(values.length / 100_000))
  for (let i = 0; i < values.length; i += step) {
    const value = values[i]
    if (value === missing || Number.isNaN(value)) continue
    filled++
    if (!Number.isInteger(value)) fractions++
    if (value < min) min = value
    if (value > max) max = value
  }
  if (filled === 0) return { why: 'it holds no values' }
  if (fractions === 0 && max <= 1)
    return { roles: ['coverage'], technology: '4G', why: 'a grid of nothing but 0 and 1' }
  if (fractions > filled / 2 && min >= 0)
    return { roles: ['population'], why: 'a grid of fractions from 0 up, as people per cell are' }
  if (fractions === 0 && min > -500 && max > 100 && max < 9_000)
    return { roles: ['elevation'], why: `whole numbers from ${min} to ${max}, as heights are` }
  return {
    why: 'a grid whose values tell nothing: put "population", "elevation" or "coverage" into its name',
  }
}

const cellNames: readonly string[] = [
  ...['radio', 'mcc', 'net', 'area', 'cell', 'unit', 'lon', 'lat', 'range', 'samples'],
  ...['changeable', 'created', 'updated', 'averageSignal'],
]

/** The names of a table of cells without a header, as OpenCelliD writes it; undefined for any other table. */
export function headerlessCells({ table, columns }: TableProfile): readonly string[] | undefined {
  const isBare = table.names.every((name) => /^column \d+$/.test(name))
  if (table.names.length !== cellNames.length || !isBare) return undefined
  const radios = columns[0].distinct.every((word) => /^(gsm|umts|lte|nr|cdma)$/i.test(word))
  return radios && columns[6].fractionShare > 0.5 ? cellNames : undefined
}
