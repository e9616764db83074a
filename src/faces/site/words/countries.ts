// Names of countries and territories: the platform's own (CLDR, `Intl.DisplayNames`), and before them those
// of the operator's file. Records and studies have codes of three letters, the platform of two.
import type { Language } from '#faces/site/words/message.ts'
import type { Words } from '#faces/site/words/words.ts'

/** One thing's name in each language that somebody gave it. */
export type LocalNames = Readonly<Partial<Record<Language, string>>>

/** What an operator's file says of countries: enough to name them. */
export interface NamedCountries {
  readonly countries: ReadonlyMap<string, { readonly names: LocalNames }>
}

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

/** The operator's name of a country in the reader's language; undefined where they give none. */
export function findGivenName(
  { language }: Words,
  iso3: string,
  territories?: NamedCountries,
): string | undefined {
  return territories?.countries.get(iso3)?.names[language]
}

/** The name of a country in the reader's language; `otherwise` where nobody has one. */
export function countryName(
  words: Words,
  iso3: string,
  {
    territories,
    otherwise = iso3,
  }: { readonly territories?: NamedCountries | undefined; readonly otherwise?: string } = {},
): string {
  const given = findGivenName(words, iso3, territories)
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

/** Every country’s name in a language, by its code. */
export function countryNames(words: Words): ReadonlyMap<string, string> {
  return new Map([...alpha2ForAlpha3.keys()].map((iso3) => [iso3, countryName(words, iso3)]))
}

/** True for a code of ISO 3166-1, or one of those it leaves to its users, as fictional countries have. */
export function isCountryCode(iso3: string): boolean {
  return alpha2ForAlpha3.has(iso3) || /^X[A-Z]{2}$/.test(iso3)
}
