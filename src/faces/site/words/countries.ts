// Names of countries and territories: the platform's own (CLDR, `Intl.DisplayNames`), and before them those
// of a file that the operator keeps. Records and studies have codes of three letters, the platform of two.
import type { Problem } from '#base/problem.ts'
import { isLanguage } from '#faces/site/words/languages.ts'
import type { Language } from '#faces/site/words/message.ts'
import type { Words } from '#faces/site/words/words.ts'
import type { Read } from '#sources/raw.ts'

/** Names that an operator gives: by ISO 3166-1 alpha-3 code, then by language. */
export type CountryNames = Readonly<Record<string, Readonly<Partial<Record<Language, string>>>>>

/** ISO 3166-1: alpha-3, then alpha-2. */
const codes = `
ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU
AUTAT AZEAZ BDIBI BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ
BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI
CMRCM CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE
DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK
FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR
GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN
IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH
KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV
MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN
MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI
NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL
PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG
SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI
SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT
TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG
VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW`
  .trim()
  .split(/\s+/)

const alpha2ForAlpha3: ReadonlyMap<string, string> = new Map(
  codes.map((pair) => [pair.slice(0, 3), pair.slice(3)]),
)

const displayNames = new Map<Language, Intl.DisplayNames>()

/** The name of a country in the reader's language; `otherwise` where nobody has one. */
export function countryName(
  words: Words,
  iso3: string,
  {
    names = {},
    otherwise = iso3,
  }: { readonly names?: CountryNames; readonly otherwise?: string } = {},
): string {
  const given = Object.hasOwn(names, iso3) ? names[iso3][words.language] : undefined
  if (given !== undefined) return given
  const alpha2 = alpha2ForAlpha3.get(iso3)
  if (alpha2 === undefined) return otherwise
  let known = displayNames.get(words.language)
  if (known === undefined) {
    known = new Intl.DisplayNames(words.language, { type: 'region' })
    displayNames.set(words.language, known)
  }
  return known.of(alpha2) ?? otherwise
}

/** True for a code of ISO 3166-1, or one of those it leaves to its users, as fictional countries have. */
export function isCountryCode(iso3: string): boolean {
  return alpha2ForAlpha3.has(iso3) || /^X[A-Z]{2}$/.test(iso3)
}

/** Reads an operator's file of names: `{"COM": {"fr": "Union des Comores"}}`. */
export function readCountryNames(bytes: Uint8Array, source: string): Read<CountryNames> {
  const problems: Problem[] = []
  const wrong = (place: string, message: string, cure: string): void => {
    problems.push({
      level: 'error',
      code: 'country-names-wrong',
      at: { source, table: place, row: 0 },
      message,
      cure,
    })
  }
  const file = objectIn(bytes)
  if (file === undefined)
    wrong('', 'The file holds no JSON object', 'Write {"CODE": {"en": "Name"}}')
  for (const [iso3, names] of Object.entries(file ?? {})) {
    if (!isCountryCode(iso3))
      wrong(
        `/${iso3}`,
        `"${iso3}" is no country code`,
        'Use a code of three capital letters of ISO 3166-1',
      )
    if (!isObject(names)) {
      wrong(`/${iso3}`, `The names of "${iso3}" are no object`, 'Write {"en": "Name", "fr": "Nom"}')
      continue
    }
    for (const [language, name] of Object.entries(names)) {
      const place = `/${iso3}/${language}`
      if (!isLanguage(language))
        wrong(place, `The site does not speak "${language}"`, 'Use the tag of one of its languages')
      if (typeof name !== 'string' || name.trim() === '')
        wrong(
          place,
          `The name of "${iso3}" in "${language}" is no text`,
          'Write the name, or leave the entry out',
        )
    }
  }
  return problems.length > 0
    ? { value: undefined, problems }
    : { value: file as CountryNames, problems }
}

function objectIn(bytes: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
