// Names in a language that nobody speaks: open syllables, double consonants in the middle, few endings.
// None is the name of a country or of a capital, and none is one that a reader would stumble over.
import type { Random } from '#base/random.ts'

const starts = 't t k k s s v v m l l r n h p d j o a i e u br tr st'.split(' ')
const vowels = 'a a a e e i i o o u'.split(' ')
const longVowels = 'ai au ei oi ea ia'.split(' ')
const single = 'r r l l n n m v v s t d k h j'.split(' ')
const double = 'ss nn ll rr tt mm lv nd rn lm rd nt st rv sk ld ns rs'.split(' ')
const endings = 'a a a a a e o en el ar is u as on ira essa ova eth'.split(' ')

// States and their capitals in plain letters, then places, peoples and words that a reader would take
// for the real ones.
const real = new Set(
  `afghanistan albania algeria andorra angola argentina armenia australia austria azerbaijan bahamas
  bahrain bangladesh barbados belarus belgium belize benin bhutan bolivia botswana brazil brunei bulgaria
  burkina burundi cambodia cameroon canada chad chile china colombia comoros congo croatia cuba cyprus
  czechia denmark djibouti dominica ecuador egypt eritrea estonia eswatini ethiopia fiji finland france
  gabon gambia georgia germany ghana greece grenada guatemala guinea guyana haiti honduras hungary iceland
  india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan kenya kiribati korea
  kosovo kuwait laos latvia lebanon lesotho liberia libya lithuania luxembourg madagascar malawi malaysia
  maldives mali malta mauritania mauritius mexico moldova monaco mongolia montenegro morocco mozambique
  myanmar namibia nauru nepal nicaragua niger nigeria norway oman pakistan palau palestine panama paraguay
  peru philippines poland portugal qatar romania russia rwanda samoa senegal serbia seychelles singapore
  slovakia slovenia somalia spain sudan suriname sweden switzerland syria taiwan tajikistan tanzania
  thailand timor togo tonga trinidad tunisia turkey turkmenistan tuvalu uganda ukraine uruguay uzbekistan
  vanuatu vatican venezuela vietnam yemen zambia zimbabwe
  abuja accra algiers amman ankara antananarivo apia ashgabat asmara astana asuncion athens baghdad baku
  bamako bangkok banjul beijing beirut belgrade berlin bern bishkek bissau bogota brasilia bratislava
  brussels bucharest budapest cairo canberra caracas castries chisinau colombo conakry copenhagen dakar
  damascus dhaka dili dodoma doha dublin dushanbe freetown gaborone georgetown gitega hanoi harare havana
  helsinki honiara islamabad jakarta jerusalem juba kabul kampala kathmandu khartoum kigali kingston
  kinshasa kyiv libreville lilongwe lima lisbon ljubljana lome london luanda lusaka madrid malabo male
  managua manama manila maputo maseru melekeok minsk mogadishu monrovia montevideo moroni moscow muscat
  nairobi nassau naypyidaw niamey nicosia nouakchott oslo ottawa ouagadougou panama paramaribo paris
  podgorica prague praia pretoria pristina pyongyang quito rabat riga riyadh rome roseau santiago sanaa
  sarajevo seoul skopje sofia stockholm sucre suva taipei tallinn tarawa tashkent tbilisi tehran thimphu
  tirana tokyo tripoli tunis ulaanbaatar vaduz valletta victoria vienna vientiane vilnius warsaw wellington
  windhoek yaounde yerevan zagreb java sumatra kerala natal parana toledo verona torino milano tirol
  estonia karelia savona modena ravenna siena lugano ticino malaga sevilla merida medina aden mosul
  homs idlib lassa ebola usa sita allen palmas stansted lovel kana arso soda mole rare mamma sotte poda puhe
  tumova kasai masai tatar roma sinti inuit sami maori`
    .split(/\s+/)
    .filter((word) => word.length > 2),
)

// Pieces that mean something rude, holy or painful in one language or another.
const unwanted =
  /anu|ass[aeo]l|cul|dik|fek|fuk|hell|hit+l|hor[ae]|huor|is+is|jes+u|kak+[aeiu]|kike|kul+[ie]|kun[td]|kus+[ei]|kurv|lesb|merd|mulk|nas+i|nat+si|neg[er]|nek+r|nig|nu?s+i$|ori?na|pas+ka|pede|pene|penis|per+se|pik[ae]|pil+[ou]|pis+|pok[oe]n|pu[lt]+[ao]|rap[ei]|sada|sat+an|sei?k|ses+o|sid+a|sis+i|slav|ste?r?ve|sut+a|tet+a|tit+[aeios]|tumor|vit+u|al+a[hs]?$|alla|kras|hom+o|tur[dk]|porn|rand[iaeo]|lund|mut+a|mort|mat+ar|kil+|dod+|suid|malad/

/** A word of the language in small letters: open syllables and an ending, one heavy middle at most. */
function word(random: Random, syllables: number): string {
  const heavy = random.below(syllables + 1)
  let text = random.pick(starts)
  for (let i = 0; i < syllables; i++) {
    // A start that is itself a vowel goes straight to the next consonant.
    if (i > 0 || !vowels.includes(text)) {
      text += random.share() < 0.1 ? random.pick(longVowels) : random.pick(vowels)
    }
    text += random.pick(i === heavy ? double : single)
  }
  return text + random.pick(endings)
}

/** True where a word may stand as a name: neither real nor unwanted. */
export function mayBeName(text: string): boolean {
  const lower = text.toLowerCase()
  return !real.has(lower) && !unwanted.test(lower)
}

/** A source of names, none twice. */
export interface Namer {
  /**
   * A new name.
   *
   * @param syllables How long the stem is: 1 for the best known places, 3 where very many are needed.
   */
  readonly name: (syllables: number) => string
  /** True, and then taken, where nobody has this name yet. */
  readonly take: (name: string) => boolean
}

/** Names from a seeded stream. */
export function newNamer(random: Random): Namer {
  const taken = new Set<string>()
  const take = (name: string): boolean => {
    if (taken.has(name)) return false
    taken.add(name)
    return true
  }
  return {
    take,
    name(syllables) {
      for (let tries = 0; ; tries++) {
        // Where short names run out, longer ones follow.
        const text = word(random, syllables + (tries > 20 ? 1 : 0) + (tries > 60 ? 1 : 0))
        const name = text[0].toUpperCase() + text.slice(1)
        if (mayBeName(name) && take(name)) return name
      }
    },
  }
}

/** The name of the country that a seed makes; the shipped one, seed 1, is Taruva. */
export function countryName(seed: number, random: Random): string {
  if (seed === 1) return 'Taruva'
  const namer = newNamer(random)
  for (;;) {
    const name = namer.name(2)
    if (name.length <= 8 && /a$|o$|e$|is$|ar$/.test(name)) return name
  }
}

/**
 * A country code from the range that ISO 3166-1 leaves to its users (XAA to XZZ), made from the name;
 * XTA for Taruva, and never XK…, which is in use for Kosovo.
 */
export function countryCode(name: string): string {
  const letters = name.toUpperCase().replace(/[^A-Z]/g, '')
  const first = letters[0] === 'K' ? 'C' : letters[0]
  return `X${first}${letters[1]}`
}
