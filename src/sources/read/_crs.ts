// The names by which files say their coordinate reference system, as one: `EPSG:32738`.

/** What a file calls WGS 84 in longitude and latitude. */
export const wgs84 = 'EPSG:4326'

/** Numbers that older software gave to Web Mercator, and the unordered name of WGS 84. */
const aliases: Readonly<Record<string, string>> = {
  'EPSG:900913': 'EPSG:3857',
  'EPSG:3785': 'EPSG:3857',
  'EPSG:102100': 'EPSG:3857',
  'EPSG:102113': 'EPSG:3857',
  'EPSG:4979': wgs84,
}

/** The name for an EPSG (or ESRI) number. */
export function crsFromCode(code: number): string {
  const name = `EPSG:${code}`
  return aliases[name] ?? name
}

/**
 * The name for `EPSG:3857`, `urn:ogc:def:crs:EPSG::3857`, `http://www.opengis.net/def/crs/EPSG/0/3857`,
 * `urn:ogc:def:crs:OGC:1.3:CRS84` and their like; '' for what names nothing known.
 */
export function crsFromName(name: string): string {
  if (/CRS:?84h?$/i.test(name.trim())) return wgs84
  const code = /(?:EPSG|ESRI)\b.*?(\d{4,6})\s*$/i.exec(name.trim())
  return code === null ? '' : crsFromCode(Number(code[1]))
}

/**
 * The name for a crs described as well-known text: its own EPSG number where the text ends with one,
 * else what its title says (WGS 84, a UTM zone on it, Web Mercator). '' for anything else.
 */
export function crsFromWkt(text: string): string {
  const trimmed = text.trim()
  const authority = /(?:AUTHORITY\["EPSG",\s*"(\d+)"\]|ID\["EPSG",\s*(\d+)\])\s*\]\s*$/i.exec(
    trimmed,
  )
  if (authority !== null) return crsFromCode(Number(authority[1] ?? authority[2]))
  const title = titleOfWkt(trimmed)
  if (!/^GEOG/i.test(trimmed)) return crsFromTitle(title)
  return geographicTitles.find(([said]) => said.test(title))?.[1] ?? ''
}

/** What a crs described as well-known text is called. */
export function titleOfWkt(text: string): string {
  return /^[A-Z]+\[\s*"([^"]*)"/i.exec(text.trim())?.[1] ?? ''
}

/** Longitude and latitude on datums that follow WGS 84, as ESRI and others call them. */
const geographicTitles: readonly (readonly [said: RegExp, crs: string])[] = [
  [/^(GCS[ _])?WGS[ _]?(19)?84$/i, wgs84],
  [/^(GCS[ _])?ETRS[ _]?(19)?89$/i, 'EPSG:4258'],
  [/^(GCS[ _]North[ _]American[ _]1983|NAD[ _]?(19)?83)$/i, 'EPSG:4269'],
  [/^(GCS[ _])?SIRGAS[ _]?2000$/i, 'EPSG:4674'],
  [/^(GCS[ _])?Hartebeesthoek[ _]?(19)?94$/i, 'EPSG:4148'],
]

/** UTM on other datums that follow WGS 84: the EPSG number that a zone's own is added to. */
const utmTitles: readonly (readonly [said: RegExp, north: number, south: number])[] = [
  [/WGS ?(?:19)?84/i, 32600, 32700],
  [/ETRS ?(?:19)?89/i, 25800, Number.NaN],
  [/NAD ?(?:19)?83/i, 26900, Number.NaN],
  [/SIRGAS ?2000/i, 31954, 31960],
]

/** The name for a projected crs that is only described: a UTM zone on WGS 84 or its like, Web Mercator; else ''. */
export function crsFromTitle(text: string): string {
  const title = text.replace(/[\s_]+/g, ' ')
  const [, zone, half] = /UTM zone (\d{1,2}) ?([NS])/i.exec(title) ?? []
  const row = zone === undefined ? undefined : utmTitles.find(([said]) => said.test(title))
  if (row !== undefined) {
    const first = half.toUpperCase() === 'S' ? row[2] : row[1]
    return Number.isNaN(first) ? '' : `EPSG:${first + Number(zone)}`
  }
  if (/web mercator|pseudo-mercator|google mercator/i.test(title)) return 'EPSG:3857'
  return ''
}

/** The name of a UTM zone on WGS 84. */
export function utmCrs(zone: number, south: boolean): string {
  return `EPSG:${(south ? 32700 : 32600) + zone}`
}
