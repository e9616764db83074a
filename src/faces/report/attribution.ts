// What each source's licence asks of everything made from it: it goes into every file and every page.
import type { Json } from '#base/canonical.ts'
import type { Country } from '#country/model.ts'
import type { StudyResult } from '#study.ts'

/** One source, as every output names it. */
export type SourceCredit = {
  readonly id: string
  readonly title: string
  readonly licence: string
  readonly attribution: string
  readonly date: string
  readonly origin: string
  readonly digest: string
}

/** Everything an output says about where it comes from. */
export type Attribution = {
  readonly study: string
  readonly country: string
  readonly fictional: boolean
  /** What a reader must know before using it. */
  readonly notice: string
  readonly sources: readonly SourceCredit[]
  readonly inputsDigest: string
  readonly resultDigest: string
}

/**
 * True for made-up countries: their codes come from the range that ISO 3166-1 leaves to its users,
 * XAA to XZZ.
 */
export function isFictional(country: Country): boolean {
  return /^X[A-Z]{2}$/.test(country.iso3)
}

/** Where a result comes from, and what its sources' licences ask. */
export function attributionOf(result: StudyResult): Attribution {
  const { country, study, inputsDigest, resultDigest } = result
  const fictional = isFictional(country)
  return {
    study: study.id,
    country: country.name,
    fictional,
    notice: `${fictional ? 'Fictional example. No such country exists. ' : ''}Made with Silta from the sources listed here. Each source’s licence applies to what was made from it; name the sources where you use this.`,
    sources: country.sources.map(({ id, title, licence, attribution, date, origin, digest }) => ({
      id,
      title,
      licence,
      attribution,
      date,
      origin,
      digest,
    })),
    inputsDigest,
    resultDigest,
  }
}

/** What a layer's own file says of where it comes from: of the sources only those it is made from. */
export function attributionOfLayer(
  attribution: Attribution,
  { sources }: { readonly sources: readonly string[] },
): Attribution {
  return { ...attribution, sources: attribution.sources.filter(({ id }) => sources.includes(id)) }
}

/** The attribution in one line, for formats that have room for one. */
export function attributionLine(attribution: Attribution): string {
  return [attribution.notice, ...attributionCredits(attribution)].join(' ')
}

/** Each source’s sentence with its licence; equal ones once. */
export function attributionCredits({ sources }: Attribution): string[] {
  const credits = sources.map(
    ({ title, attribution, licence }) => `${attribution || title} (${licence})`,
  )
  return [...new Set(credits)]
}

/** The attribution as JSON. */
export function attributionJson(attribution: Attribution): Json {
  return attribution as unknown as Json
}

/**
 * The attribution as a page to read.
 *
 * @param layers Where given, each source says which of them are made from it.
 */
export function attributionMarkdown(
  attribution: Attribution,
  layers: readonly { readonly name: string; readonly sources: readonly string[] }[] = [],
): string {
  const standsIn = (id: string): string => {
    const names = layers.filter(({ sources: own }) => own.includes(id)).map(({ name }) => name)
    if (layers.length === 0) return ''
    return `- Stands in: ${names.length === 0 ? 'no layer; it was read and checked' : names.join(', ')}\n`
  }
  const { country, study, notice, sources, inputsDigest, resultDigest } = attribution
  const entries = sources.map(
    (source) =>
      `## ${source.title}\n\n- Attribution: ${source.attribution}\n- Licence: ${source.licence}\n- Date: ${source.date}\n- Origin: ${source.origin}\n- Source: \`${source.id}\`\n${standsIn(source.id)}- Digest: \`${source.digest}\`\n`,
  )
  return `# Sources of ${country} (study \`${study}\`)\n\n${notice}\n\nInputs \`${inputsDigest}\`, result \`${resultDigest}\`.\n\n${entries.join('\n')}`
}
