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
  const title = /^[A-Z]+\[\s*"([^"]*)"/i.exec(trimmed)?.[1] ?? ''
  if (/^GEOG/i.test(trimmed)) return /^(GCS[ _])?WGS[ _]?(19)?84$/i.test(title) ? wgs84 : ''
  return crsFromTitle(title)
}

/** The name for a projected crs that is only described: a UTM zone on WGS 84, Web Mercator; else ''. */
export function crsFromTitle(text: string): string {
  const title = text.replace(/[\s_]+/g, ' ')
  const zone = /WGS ?(?:19)?84.*UTM zone (\d{1,2}) ?([NS])/i.exec(title)
  if (zone !== null) return utmCrs(Number(zone[1]), zone[2].toUpperCase() === 'S')
  if (/web mercator|pseudo-mercator|google mercator/i.test(title)) return 'EPSG:3857'
  return ''
}

/** The name of a UTM zone on WGS 84. */
export function utmCrs(zone: number, south: boolean): string {
  return `EPSG:${(south ? 32700 : 32600) + zone}`
}
