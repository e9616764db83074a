// The words by which columns and files of any agency tell what they hold, in English, French, Portuguese,
// Spanish, Swahili, Indonesian and Arabic; folded, so that case, accents and marks do not matter.
import type { SiteKind } from '#country/model.ts'
import { fold } from '#sources/nearestWord.ts'
import type { ColumnRole } from '#sources/studySchema.ts'

const list = (text: string): readonly string[] => text.trim().split(/\s+/)

/** Words of column names, the surest first. */
export const columnWords: Readonly<Partial<Record<ColumnRole, readonly string[]>>> = {
  lon: list(
    `longitude lon long lng longitud xdeg lond xcoord coordx coordonneex gpslon gpslongitude gpse gpsw gpso easting este leste est ost x bujur xutm utmx utme
    خطالطول الطول`,
  ),
  lat: list(
    `latitude lat latitud ydeg latd ycoord coordy coordonneey gpslat gpslatitude gpsn gpss northing norte nord y lintang yutm utmy utmn
    خطالعرض العرض`,
  ),
  position: list(
    'coordinates coordonnees coordenadas coordinate coords latlon latlong latlng gps position location localisation ubicacion localizacao الاحداثيات',
  ),
  name: list(
    `name nom nome nombre libelle denominacao denominacion designation intitule etablissement estabelecimento
    establecimiento facilityname schoolname sitename placename phuname etab nometab toponyme localite localidade localidad village
    town ecole escola escuela facility label title jina nama اسم الاسم`,
  ),
  kind: list(
    'kind type category categorie categoria tipo clase classe nature amenity facilitytype typologie aina jenis نوع النوع',
  ),
  population: list(
    `population pop populacao poblacion habitants habitantes residents inhabitants people persons personnes personas
    pessoas moradores effectifs popcount poptotal totalpop popest idadi penduduk recensement census censo rgph bothsexes deuxsexes ambossexos ensemble popul nbhab total tot سكان عددالسكان`,
  ),
  users: list(
    `pupils students eleves alunos alumnos enrolment enrollment enrol matricula matriculas inscrits inscritos effectif
    effectifs wanafunzi siswa beds lits camas leitos users طلاب التلاميذ عددالتلاميذ`,
  ),
  id: list(
    'pcode pcod uid uuid code codigo identifiant identificador id gid ref reference key cle numero no kode رمز',
  ),
  operator: list('operator operateur operador operadora provider owner proprietaire مشغل'),
  technology: list('technology technologie tecnologia radio generation rat tech teknologi تقنية'),
  status: list('status statut estado etat situacao situation hali الحالة'),
  heightMeters: list('height hauteur altura urefu tinggi ارتفاع'),
  radiusMeters: list('radius rayon raio radio range portee alcance'),
  medium: list('infrastructuretype medium media transmissionmedium transmission typeinfr'),
  level: list('adminlevel admlevel shapetype level niveau nivel'),
  connected: list('connected internet connectivity connecte conectado connexion conexao'),
  electricity: list('electricity electricite eletricidade electricidad umeme listrik'),
}

/** Words that tell what a file, a layer, or the values of a column are about. */
export const topicWords = {
  school: list(
    `school schools ecole ecoles escola escolas escuela escuelas education educacao educacion enseignement ensino
    ensenanza lycee college liceu colegio kindergarten university universite universidade universidad shule sekolah
    primaire primaria maternelle مدرسة مدارس`,
  ),
  hospital: list(
    'hospital hospitals hopital hopitaux hospitalar hospitalier rumahsakit مستشفى مستشفيات',
  ),
  clinic: list(
    `health sante saude salud clinic clinics clinique clinica facility facilities dispensary dispensaire maternity maternite
    medical posto puesto afya zahanati kesehatan puskesmas صحي عيادة صحة`,
  ),
  government: list(
    'government gouvernement governo gobierno townhall mairie prefeitura alcaldia police administration',
  ),
  roads: list(
    'road roads route routes rodovia estrada estradas carretera carreteras highway voirie rue barabara jalan طريق طرق',
  ),
  fibre: list(
    'fibre fiber fibra backbone optic optical optique optica cable cables ftth terrestrial transmission watra ofds span spans نواة الياف',
  ),
  fibreNodes: list(
    'node nodes noeud noeuds nodo nodos pop pops exchange ixp landing gateway atterrissage',
  ),
  towers: list(
    'tower towers mast masts pylone pylones torre torres antenna antenne antennes antena cellsite cellsites enodeb bts opencellid minara menara برج ابراج',
  ),
  coverage: list('coverage couverture cobertura signal chanjo jangkauan تغطية'),
  places: list(
    'place places village villages localite localites localidade localidades localidad locality settlement settlements town towns hameau kijiji desa قرية قرى',
  ),
  areas: list(
    `adm admin boundary boundaries limite limites commune communes district districts province provinces region regions
    departement municipio municipios county chiefdom distrito wilaya kecamatan حدود ولاية`,
  ),
  people: list(
    'population pop ppp worldpop people ghs census recensement censo populacao poblacion habitants سكان',
  ),
  density: list('density densite densidad densidade kepadatan perkm2 kmsq pd كثافة'),
  land: list('land coast coastline cote costa littoral terre'),
  elevation: list('elevation dem srtm dtm dsm mnt altitude hgt relief topo'),
  builtUp: list('builtup built urban bati urbain builtarea'),
  tree: list('tree trees forest canopy foret arvore bosque'),
  notOurs: list(
    'ferry water river rivers lake building buildings submarine railway landuse eau cours',
  ),
} as const satisfies Record<string, readonly string[]>

/** What a text can be about. */
export type Topic = keyof typeof topicWords

/** The words of a name: at marks, between letters and digits, and where capitals begin; Arabic ones without article too. */
export function tokensOf(name: string): readonly string[] {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{Letter}\p{Number}\p{Mark}]+/u)
    .flatMap((part) => [fold(part), ...part.split(/(?<=\D)(?=\d)|(?<=\d)(?=\D)/u).map(fold)])
    .filter((word) => word !== '')
    .flatMap((word) => (/^ال\p{L}{3}/u.test(word) ? [word, word.slice(2)] : [word]))
}

/** True where a text speaks of a topic: a word is one of its words, or a long one begins it. */
export function isAbout(text: string, topic: Topic): boolean {
  const words = tokensOf(text)
  return topicWords[topic].some((topical) => {
    const plain = fold(topical)
    return words.some(
      (word) =>
        word === plain ||
        (plain.length >= 5 && word.length > 5 && word.startsWith(plain)) ||
        (plain.length >= 7 && word.includes(plain)),
    )
  })
}

/** Words of columns that count whom an institution serves: only a school has pupils, only a clinic beds. */
const usersOf: readonly (readonly [kind: SiteKind, words: readonly string[]])[] = [
  ['school', list('pupils students eleves alunos alumnos wanafunzi siswa طلاب التلاميذ')],
  ['clinic', list('beds lits camas leitos')],
]

/** The kind of site of which a column counts the people. */
export function kindByUsers(column: string): SiteKind | undefined {
  const words = tokensOf(column)
  return usersOf.find(([, own]) => own.some((word) => words.includes(fold(word))))?.[0]
}

/** The kind of site a text in some language speaks of; undefined where it speaks of none, or of several. */
export function kindInWords(text: string): SiteKind | undefined {
  if (isAbout(text, 'hospital')) return 'hospital'
  const found = (['school', 'clinic', 'government'] as const).filter((topic) =>
    isAbout(text, topic),
  )
  return found.length === 1 ? found[0] : undefined
}
