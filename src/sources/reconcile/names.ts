// Whether two names of different lists mean one place: "Centre de Santé de Godomey" and "Godomey Health
// Centre" do. Generic words are set aside, what is left must agree.

/** Words that say what a place is, or nothing, in English, French, Portuguese, Spanish and Arabic script. */
const generic: ReadonlySet<string> = new Set(
  `a al and at d da das de del des di do dos du e el en et for in l la las le les los of on the to y un une
  school schools primary secondary junior senior high basic elementary nursery kindergarten college university
  institute academy public private government municipal community mission catholic islamic comprehensive
  ecole ecoles primaire secondaire maternelle lycee college ceg cem epp publique public prive privee complexe
  scolaire scolaires groupe universite institut academie centre communal communale arrondissement
  escola escolas escuela colegio primaria basica secundaria liceu instituto jardim infancia ensino
  health clinic clinics hospital hospitals centre center centers post unit dispensary maternity medical facility
  maternal child district regional referral chc chp mchp phu
  sante clinique hopital poste dispensaire maternite medecin docteur cabinet medical medicale zone csa cs
  centro saude saudes posto hospitalar unidade sanitario puesto salud
  مدرسة مدارس مستشفى مركز صحي عيادة الابتدائية الثانوية`.split(/\s+/),
)

/** What of a name tells its place from others of its kind: folded words, generic ones set aside, in order. */
export function ownWords(name: string): readonly string[] {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{Mark}/gu, '')
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== '' && !generic.has(word))
  return [...new Set(words)].sort()
}

/** True where the own words of two names are the same, letter for letter or but for one letter each. */
export function meanSamePlace(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || a.length !== b.length) return false
  return a.every((word, i) => word === b[i] || isNearWord(word, b[i]))
}

/** Words of five letters and more that differ by one letter, more or less or another. */
function isNearWord(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length < 5 || long.length - short.length > 1) return false
  // A number is never nearly another one.
  if (/\d/.test(a + b)) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  return short.length === long.length
    ? short.slice(at + 1) === long.slice(at + 1)
    : short.slice(at) === long.slice(at + 1)
}
