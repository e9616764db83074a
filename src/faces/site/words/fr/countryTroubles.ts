// What may be wrong with what the files say of a country, by the code of the problem, and what cures it.
import type { countryTroubles as english } from '#faces/site/words/en/countryTroubles.ts'
import type { Translation } from '#faces/site/words/message.ts'

/** French messages: problems of a country’s data. */
export const countryTroubles = {
  'trouble.licence-missing': 'Personne ne dit sous quelle licence un fichier peut être utilisé.',
  'trouble.licence-missing.cure':
    'Ajoutez « licence » et « attribution » à la source : elles la suivent dans chaque résultat.',
  'trouble.plan-without-radio':
    'Le plan laisse de côté les faisceaux hertziens et l’accès fixe sans fil : trop de lieux sont à desservir.',
  'trouble.plan-without-radio.cure':
    'Planifiez des parties du pays séparément pour voir ce que l’un et l’autre épargneraient.',
  'trouble.multipath-half':
    'Des deux valeurs pour l’évanouissement des bonds hertziens, une seule est donnée : aucune ne sert.',
  'trouble.multipath-half.cure': 'Donnez aussi l’autre, ou aucune.',
  'trouble.kind-unknown': 'Un mot pour un genre de lieu est inconnu.',
  'trouble.kind-unknown.cure': 'Faites-le correspondre avec « kinds ».',
  'trouble.technology-unknown': 'La technologie radio visée n’est pas claire.',
  'trouble.technology-unknown.cure':
    'Écrivez 2G, 3G, 4G ou 5G, ou indiquez-la avec « technology ».',
  'trouble.role-unknown': 'Un nœud de fibre a un rôle inconnu.',
  'trouble.role-unknown.cure': 'Utilisez node, gateway, landing ou exchange.',
  'trouble.route-not-fibre':
    'Des lignes déclarées en faisceau hertzien, en cuivre ou en câble coaxial ont été laissées de côté.',
  'trouble.route-not-fibre.cure': 'Il n’y a rien à faire.',
  'trouble.ofds-version':
    'Un réseau indique une version de l’Open Fibre Data Standard qui n’est pas connue ici.',
  'trouble.ofds-version.cure':
    'Comparez ses noms et ses états avec ce que montre le plan, ou publiez-le en version 0.4.',
  'trouble.ofds-table-missing':
    'Il manque aux tableaux d’un réseau celui qui dit qui exploite ses nœuds ou ses lignes.',
  'trouble.ofds-table-missing.cure':
    'Placez tous les tableaux d’un même export côte à côte, ou dans un seul fichier zip.',
  'trouble.ofds-reference':
    'Une ligne d’un tableau nomme un nœud, un tronçon, une organisation ou une phase qu’aucun tableau du réseau ne contient.',
  'trouble.ofds-reference.cure':
    'Corrigez l’identifiant, ou fournissez tous les tableaux d’un même export.',
  'trouble.node-not-fibre':
    'Des nœuds de transmission alimentés autrement que par la fibre ont été écartés.',
  'trouble.node-not-fibre.cure': 'Il n’y a rien à faire.',
  'trouble.site-duplicate':
    'Un lieu figure deux fois : même identité, même nom tout près, ou même endroit.',
  'trouble.site-duplicate.cure': 'Supprimez l’une des lignes.',
  'trouble.site-compound': 'Plusieurs bâtiments d’un même lieu sur la carte comptent pour un.',
  'trouble.site-compound.cure': 'Nommez-les s’ils sont deux lieux.',
  'trouble.id-repeated': 'Deux lieux ont la même identité.',
  'trouble.id-repeated.cure': 'Donnez à chacun la sienne.',
  'trouble.id-shared': 'Deux lignes ont la même identité.',
  'trouble.id-shared.cure': 'Donnez à chacune la sienne.',
  'trouble.coastline-open': 'Des morceaux de côte ne ferment aucun contour.',
  'trouble.coastline-open.cure': 'Il n’y a rien à faire si l’extrait s’arrête en mer.',
  'trouble.site-without-area': 'Des lieux ne sont dans aucun territoire administratif.',
  'trouble.site-without-area.cure':
    'Ils comptent pour le pays et pour aucun territoire ; vérifiez les limites.',
  'trouble.site-without-road': 'Il n’y a pas de route à moins de 5 km d’un lieu.',
  'trouble.site-without-road.cure':
    'La fibre le long des routes ne peut l’atteindre ; vérifiez sa position, ou ajoutez la route.',
  'trouble.settlement-empty': 'Une localité n’a pas d’habitants.',
  'trouble.settlement-empty.cure': 'Vérifiez sa population, ou supprimez-la.',
  'trouble.population-missing': 'Personne ne dit combien de gens vivent dans une localité.',
  'trouble.population-missing.cure': 'Donnez le nombre de ses habitants.',
  'trouble.population-total':
    'Voici ce que contient la grille de population, et ce qui en a été compté.',
  'trouble.population-total.cure': 'Comparez avec le recensement.',
  'trouble.cells-moved':
    'Des cellules hors de tout territoire ont été comptées dans le plus proche, à moins de 5 km.',
  'trouble.cells-moved.cure':
    'Il n’y a rien à faire près d’une côte ; ailleurs, vérifiez les limites.',
  'trouble.cells-apart':
    'Des cellules plus proches d’un territoire administré à part ont été écartées.',
  'trouble.cells-apart.cure': 'Il n’y a rien à faire ; voir « country.apart » dans l’étude.',
  'trouble.cells-others':
    'Les habitants hors des limites ont été laissés de côté : la source couvre une région plus vaste.',
  'trouble.cells-others.cure':
    'Il n’y a rien à faire si c’est le cas ; sinon, complétez les limites.',
  'trouble.cells-outside':
    'Des cellules à plus de 5 km de tout territoire comptent pour le pays seul.',
  'trouble.cells-outside.cure': 'Vérifiez les limites.',
  'trouble.population-disagrees':
    'Les habitants des cellules et du recensement diffèrent de plus d’un quart dans un territoire.',
  'trouble.population-disagrees.cure':
    'Vérifiez la limite et les années ; les plans utilisent les cellules.',
  'trouble.fibre-none': 'Il n’y a rien d’où une nouvelle fibre pourrait partir.',
  'trouble.fibre-none.cure': 'Ajoutez des passerelles, marquées comme supposées.',
  'trouble.fibre-pieces': 'Les tracés de fibre ne se tiennent pas.',
  'trouble.fibre-pieces.cure':
    'Faites partager leur extrémité aux tracés qui se rejoignent, ou ajoutez ceux qui manquent.',
  'trouble.area-without-fibre': 'Un territoire, une île par exemple, a des lieux et pas de fibre.',
  'trouble.area-without-fibre.cure':
    'Ajoutez sa passerelle ou son point d’atterrissement s’il y en a un.',
  'trouble.road-pieces': 'Les routes forment plusieurs morceaux.',
  'trouble.road-pieces.cure':
    'Il n’y a rien à faire pour des îles ; ailleurs, deux routes s’arrêtent peut-être l’une avant l’autre.',
  'trouble.census-unmatched':
    'Une ligne d’un recensement nomme un territoire que les limites n’ont pas.',
  'trouble.census-unmatched.cure': 'Donnez le code du territoire tel que les limites l’écrivent.',
  'trouble.census-twice': 'Un recensement compte un territoire deux fois.',
  'trouble.census-twice.cure': 'Supprimez l’une des lignes.',
  'trouble.people-unit':
    'Une colonne compte les habitants en milliers ou en millions ; ses nombres ont été multipliés.',
  'trouble.people-unit.cure': 'Vérifiez le nom de la colonne, ou donnez les habitants un par un.',
  'trouble.people-implausible': 'Aucun pays de cette taille n’a si peu ou autant d’habitants.',
  'trouble.people-implausible.cure':
    'Vérifiez si les habitants sont comptés en milliers, par ménage ou par kilomètre carré.',
  'trouble.people-compared':
    'Recensement et grille diffèrent dans un territoire ; les deux sont montrés, avec ce que l’étude retient.',
  'trouble.people-compared.cure': 'Choisissez dans « reconcile.people ».',
  'trouble.people-exchanged': 'Les chiffres de deux territoires concordent quand on les échange.',
  'trouble.people-exchanged.cure': 'Demandez aux auteurs des deux.',
  'trouble.people-scaled': 'Les cellules de chaque territoire ont été ramenées au recensement.',
  'trouble.people-scaled.cure': 'Il n’y a rien à faire.',
  'trouble.people-spread':
    'Faute de grille, les habitants d’un recensement ont été répartis entre les lieux nommés.',
  'trouble.people-spread.cure': 'Ajoutez une grille de population.',
  'trouble.fibre-joined': 'Un tracé qui s’arrêtait avant un autre lui a été joint.',
  'trouble.fibre-joined.cure': 'Il n’y a rien à faire s’ils se rejoignent dans le sol.',
  'trouble.fibre-merged': 'Les tracés de deux sources qui se longent comptent une fois.',
  'trouble.fibre-merged.cure': 'Il n’y a rien à faire.',
  'trouble.fibre-closed': 'Des lignes qui ne fonctionnent plus ont été écartées.',
  'trouble.fibre-closed.cure': 'Il n’y a rien à faire.',
  'trouble.fibre-apart': 'Les tracés de fibre forment plusieurs réseaux qui ne se rejoignent pas.',
  'trouble.fibre-apart.cure': 'Ajoutez ce qui se trouve entre eux.',
  'trouble.site-matched': 'Deux listes nomment un même lieu ; il compte une fois.',
  'trouble.site-matched.cure': 'Il n’y a rien à faire.',
  'trouble.list-short': 'Une liste est courte pour le nombre d’habitants.',
  'trouble.list-short.cure': 'Demandez qui tient la liste complète.',
  'trouble.list-uneven': 'Des territoires habités n’ont aucune école dans la liste.',
  'trouble.list-uneven.cure': 'Ajoutez les écoles de ces territoires.',
  'trouble.node-merged': 'Deux sources nomment un même nœud du réseau ; il compte une fois.',
  'trouble.node-merged.cure': 'Il n’y a rien à faire.',
  'trouble.node-disputed': 'Des sources se contredisent au sujet d’un nœud du réseau.',
  'trouble.node-disputed.cure':
    'Demandez à son exploitant ; ici compte la source nommée en premier dans l’étude.',
} as const satisfies Translation<'fr', typeof english>
