// What may be wrong with files and tables, geometry and grids, by the code of the problem, and what cures it.
import type { fileTroubles as english } from '#faces/site/words/en/fileTroubles.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** French messages: problems of files. */
export const fileTroubles = {
  'trouble.table-empty': 'Un tableau n’a aucune ligne.',
  'trouble.table-empty.cure': 'Vérifiez que l’export est complet.',
  'trouble.table-passed-over':
    'L’un des tableaux d’un fichier n’a pas de positions et a été laissé de côté.',
  'trouble.table-passed-over.cure': 'Nommez le tableau à lire avec « layer ».',
  'trouble.text-damaged': 'Certains caractères sont illisibles.',
  'trouble.text-damaged.cure': 'Enregistrez le fichier en UTF-8.',
  'trouble.text-encoding': 'Le texte est dans un ancien codage, qui a été reconnu.',
  'trouble.text-encoding.cure': 'Enregistrez le fichier en UTF-8.',
  'trouble.column-twice': 'Deux colonnes portent le même nom.',
  'trouble.column-twice.cure': 'Renommez l’une d’elles.',
  'trouble.header-missing':
    'La première ligne ressemble à des données, pas à des noms de colonnes.',
  'trouble.header-missing.cure': 'Ajoutez un en-tête, ou nommez les colonnes avec « names ».',
  'trouble.lines-above-header': 'Le texte au-dessus de l’en-tête a été écarté.',
  'trouble.lines-above-header.cure': 'Supprimez-le du fichier.',
  'trouble.rows-blank': 'Des lignes sans aucune valeur ont été écartées.',
  'trouble.rows-blank.cure': 'Il n’y a rien à faire.',
  'trouble.row-short': 'Une ligne a trop peu de champs ; le reste compte comme vide.',
  'trouble.row-short.cure': 'Complétez la ligne.',
  'trouble.quote-loose': 'Un guillemet se trouve à l’intérieur d’un champ.',
  'trouble.quote-loose.cure': 'Doublez-le.',
  'trouble.decimal-comma': 'Les virgules des nombres ont été lues comme des séparateurs décimaux.',
  'trouble.decimal-comma.cure': 'Écrivez les nombres avec un point décimal.',
  'trouble.comma-unclear': 'Le sens de la virgule n’est pas clair dans certains nombres.',
  'trouble.comma-unclear.cure': 'Écrivez les nombres avec un point décimal et aucun autre signe.',
  'trouble.thousands-comma':
    'Les virgules des nombres ont été lues comme des séparateurs de milliers.',
  'trouble.thousands-comma.cure': 'Écrivez les nombres sans elles.',
  'trouble.cell-error': 'Une cellule d’un classeur contient une erreur et compte comme absente.',
  'trouble.cell-error.cure': 'Corrigez la formule et enregistrez de nouveau le classeur.',
  'trouble.formula-uncalculated': 'Une formule a été enregistrée sans sa valeur.',
  'trouble.formula-uncalculated.cure':
    'Ouvrez le classeur dans un tableur et enregistrez-le de nouveau.',
  'trouble.values-missing': 'Une colonne a des lacunes.',
  'trouble.values-missing.cure': 'Complétez-les là où elles sont connues.',
  'trouble.value-impossible': 'Un nombre est impossible et compte comme inconnu.',
  'trouble.value-impossible.cure': 'Corrigez-le, ou laissez-le vide.',
  'trouble.feature-type': 'Un objet du fichier est d’un autre type que les autres.',
  'trouble.feature-type.cure': 'Vérifiez l’export.',
  'trouble.geometry-mixed': 'Une colonne de géométrie contient aussi autre chose.',
  'trouble.geometry-mixed.cure': 'Corrigez ces lignes.',
  'trouble.geometry-wrong':
    'Une ligne a une autre géométrie que celle qu’il faut ici, et a été écartée.',
  'trouble.geometry-wrong.cure': 'Donnez une ligne, ou un polygone.',
  'trouble.geometry-unread': 'Un type de géométrie qu’aucun plan n’utilise a été écarté.',
  'trouble.geometry-unread.cure': 'Convertissez-le en ligne ou en point.',
  'trouble.geoparquet-damaged': 'Ce que le fichier dit de sa géométrie est endommagé.',
  'trouble.geoparquet-damaged.cure': 'Écrivez de nouveau le fichier.',
  'trouble.layer-left-out': 'Une couche d’images, ou sans géométrie, a été écartée.',
  'trouble.layer-left-out.cure': 'Il n’y a rien à faire.',
  'trouble.database-log':
    'Les derniers changements de la base sont peut-être dans un second fichier.',
  'trouble.database-log.cure':
    'Fermez-la dans le programme qui l’a écrite, puis copiez-la de nouveau.',
  'trouble.dbf-missing': 'La table d’un shapefile est absente.',
  'trouble.dbf-missing.cure': 'Donnez une archive avec .shp, .dbf et .prj.',
  'trouble.kml-link': 'Le fichier ne fait que renvoyer à un autre.',
  'trouble.kml-link.cure': 'Enregistrez les lieux eux-mêmes.',
  'trouble.area-open': 'L’extrait de la carte s’arrête à l’intérieur d’une surface.',
  'trouble.area-open.cure': 'Utilisez un extrait plus grand si cela compte.',
  'trouble.way-without-place': 'Une ligne de la carte n’a pas de points connus.',
  'trouble.way-without-place.cure': 'Utilisez un extrait plus grand si cela compte.',
  'trouble.ways-cut': 'L’extrait de la carte coupe des lignes ; ce qui en est connu a été gardé.',
  'trouble.ways-cut.cure': 'Utilisez un extrait plus grand si cela compte.',
  'trouble.crs-missing': 'Le fichier ne dit pas dans quel système sont ses coordonnées.',
  'trouble.crs-missing.cure': 'Indiquez-le avec « crs ».',
  'trouble.crs-unknown': 'Les coordonnées sont dans un système inconnu ici.',
  'trouble.crs-unknown.cure': 'Convertissez le fichier en EPSG:4326.',
  'trouble.crs-guessed':
    'Des mètres sans système conviennent comme Web Mercator et ont été convertis.',
  'trouble.crs-guessed.cure': 'Indiquez le système avec « crs ».',
  'trouble.crs-converted': 'Les coordonnées ont été converties en longitude et latitude.',
  'trouble.crs-converted.cure': 'Il n’y a rien à faire.',
  'trouble.datum-taken':
    'Un système géodésique a été pris pour WGS 84, dont il diffère de quelques mètres.',
  'trouble.datum-taken.cure': 'Convertissez le fichier si cela compte.',
  'trouble.coordinates-swapped': 'Longitude et latitude étaient interverties.',
  'trouble.coordinates-swapped.cure': 'Intervertissez-les dans le fichier.',
  'trouble.position-missing': 'Une ligne n’a pas de position et a été écartée.',
  'trouble.position-missing.cure': 'Donnez ses coordonnées.',
  'trouble.outside-boundary': 'Une ligne se trouve à plus de 5 km hors du pays, et a été écartée.',
  'trouble.outside-boundary.cure': 'Corrigez ses coordonnées, ou la frontière.',
  'trouble.apart-left-out':
    'Des lignes plus proches d’un territoire administré à part ont été écartées.',
  'trouble.apart-left-out.cure': 'Il n’y a rien à faire ; voir « country.apart » dans l’étude.',
  'trouble.raster-scaled':
    'Les valeurs d’une grille ont été mises à l’échelle comme le dit le fichier.',
  'trouble.raster-scaled.cure': 'Il n’y a rien à faire.',
  'trouble.grid-converted': 'Les cellules d’une grille ont été reportées en degrés.',
  'trouble.grid-converted.cure': 'Il n’y a rien à faire.',
  'trouble.no-data-unclear': 'La valeur qui signifie « pas de valeur » n’est pas claire.',
  'trouble.no-data-unclear.cure': 'Écrivez de nouveau la grille en indiquant cette valeur.',
  'trouble.layer-outside': 'La grille ne touche pas le pays.',
  'trouble.layer-outside.cure': 'Donnez les tuiles qui le couvrent.',
  'trouble.terrain-impossible':
    'Des altitudes au-dessous de -500 m ou au-dessus de 9 000 m ont été trouvées.',
  'trouble.terrain-impossible.cure': 'Vérifiez quelle valeur signifie « pas de valeur ».',
  'trouble.terrain-missing': 'Des lieux se trouvent hors de toute tuile de relief.',
  'trouble.terrain-missing.cure':
    'Ajoutez les tuiles qui les couvrent : la radio n’est pas planifiée là où le sol est inconnu.',
  'trouble.coverage-empty': 'Une carte de couverture ne couvre rien.',
  'trouble.coverage-empty.cure': 'Les cellules couvertes doivent valoir 1.',
  'trouble.digits-eastern': 'Les nombres sont écrits en chiffres arabes orientaux ou persans.',
  'trouble.digits-eastern.cure': 'Il n’y a rien à faire.',
  'trouble.thousands-space':
    'Les espaces des nombres ont été lues comme des séparateurs de milliers.',
  'trouble.thousands-space.cure': 'Écrivez les nombres sans séparateurs.',
  'trouble.degrees-written':
    'Des coordonnées écrites en texte, avec minutes et secondes ou les deux dans une cellule, ont été lues en degrés.',
  'trouble.degrees-written.cure':
    'Il n’y a rien à faire ; dans une cellule, la latitude est supposée venir d’abord.',
  'trouble.longitude-turned': 'Des longitudes de 180 à 360 ont été lues comme occidentales.',
  'trouble.longitude-turned.cure': 'Il n’y a rien à faire.',
  'trouble.sign-lost':
    'L’ouest ou le sud est écrit sans signe moins : hors du pays tel quel, dedans avec lui.',
  'trouble.sign-lost.cure':
    'Écrivez l’ouest et le sud avec un signe moins ; ici les signes ont été inversés.',
} as const satisfies Translation<'fr', typeof english>
