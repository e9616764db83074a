// From the words sources use for places to the kinds of site, and from OpenStreetMap's tags.
import type { SiteKind } from '#country/model.ts'
import { fold } from '#sources/nearestWord.ts'

/** What a source's word means; `skip` for what no plan connects. */
export type KindMeaning = SiteKind | 'skip'

const words: Readonly<Record<SiteKind, readonly string[]>> = {
  settlement: ['settlement', 'village', 'town', 'city', 'hamlet', 'locality'],
  school: [
    ...['school', 'primary school', 'secondary school', 'primary', 'secondary', 'high school'],
    ...['kindergarten', 'college', 'university', 'education', 'ecole', 'escola', 'escuela'],
  ],
  clinic: [
    ...['clinic', 'doctors', 'doctor', 'health centre', 'health center', 'health post', 'centre'],
    ...['health unit', 'community health unit', 'community health post', 'dispensary', 'center'],
    ...['health clinic', 'health facility', 'maternity', 'maternal and child health', 'health'],
    ...['primary health care unit', 'poste de sante', 'centre de sante', 'medical centre'],
    ...['mch', 'polyclinic', 'nursing home', 'medical center'],
  ],
  hospital: ['hospital', 'district hospital', 'regional hospital', 'hopital', 'mission hospital'],
  government: [
    ...['government', 'government office', 'townhall', 'town hall', 'courthouse', 'police'],
    ...['municipality', 'administration', 'public building', 'fire station', 'public office'],
  ],
  library: ['library', 'bibliotheque', 'biblioteca'],
  post: ['post', 'post office', 'postoffice', 'bank', 'bank agent', 'post agent'],
  market: ['market', 'marketplace', 'market place', 'marche', 'mercado'],
  community: ['community', 'community center', 'community centre', 'social centre', 'arts centre'],
  worship: ['worship', 'place of worship', 'church', 'mosque', 'temple', 'igreja'],
  telecenter: ['telecenter', 'telecentre', 'internet cafe', 'public access point'],
  other: ['other'],
}

const kindForWord = new Map<string, KindMeaning>(
  Object.entries(words).flatMap(([kind, list]) =>
    list.map((word) => [fold(word), kind as SiteKind] as const),
  ),
)

/** The kind a word stands for; undefined where we do not know the word. */
export function findKind(
  word: string,
  own: Readonly<Record<string, KindMeaning>> = {},
): KindMeaning | undefined {
  if (Object.hasOwn(own, word)) return own[word]
  return kindForWord.get(fold(word))
}

/** OpenStreetMap keys that say what a place is, in the order they are asked. */
export const osmSiteKeys = ['amenity', 'healthcare', 'office'] as const

const osmKinds: Readonly<Record<string, SiteKind>> = {
  'amenity=school': 'school',
  'amenity=kindergarten': 'school',
  'amenity=college': 'school',
  'amenity=university': 'school',
  'amenity=hospital': 'hospital',
  'amenity=clinic': 'clinic',
  'amenity=doctors': 'clinic',
  'amenity=health_post': 'clinic',
  'amenity=townhall': 'government',
  'amenity=courthouse': 'government',
  'amenity=police': 'government',
  'amenity=library': 'library',
  'amenity=post_office': 'post',
  'amenity=bank': 'post',
  'amenity=marketplace': 'market',
  'amenity=community_centre': 'community',
  'amenity=social_centre': 'community',
  'amenity=place_of_worship': 'worship',
  'amenity=internet_cafe': 'telecenter',
  'healthcare=hospital': 'hospital',
  'healthcare=clinic': 'clinic',
  'healthcare=centre': 'clinic',
  'healthcare=doctor': 'clinic',
  'healthcare=health_post': 'clinic',
  'healthcare=midwife': 'clinic',
  'office=government': 'government',
}

/**
 * The kind of an OpenStreetMap element: by the study's own words for its values, then by its tags;
 * `skip` for elements that are no site.
 */
export function kindFromTags(
  tag: (key: string) => string,
  own: Readonly<Record<string, KindMeaning>> = {},
): KindMeaning {
  for (const key of osmSiteKeys) {
    const value = tag(key)
    if (value === '') continue
    if (Object.hasOwn(own, value)) return own[value]
    const kind = osmKinds[`${key}=${value}`]
    if (kind !== undefined) return kind
  }
  return 'skip'
}
