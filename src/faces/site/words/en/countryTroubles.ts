// What may be wrong with what the files say of a country, by the code of the problem, and what cures it.
import type { English } from '#faces/site/words/message.ts'

/** English messages: problems of a country’s data. */
export const countryTroubles = {
  'trouble.licence-missing': 'Nobody says under which licence a file may be used.',
  'trouble.licence-missing.cure':
    'Add “licence” and “attribution” to the source: they follow it into every output.',
  'trouble.plan-without-radio':
    'The plan leaves microwave and fixed wireless out: too many places are to be served.',
  'trouble.plan-without-radio.cure':
    'Plan parts of the country by themselves to see what both would save.',
  'trouble.multipath-half':
    'Of the two values for the fading of microwave hops one is given: neither is used.',
  'trouble.multipath-half.cure': 'Give the other too, or leave both out.',
  'trouble.kind-unknown': 'A word for a kind of place is not known.',
  'trouble.kind-unknown.cure': 'Map it with “kinds”.',
  'trouble.technology-unknown': 'Which radio technology is meant is not clear.',
  'trouble.technology-unknown.cure': 'Write 2G, 3G, 4G or 5G, or say it with “technology”.',
  'trouble.role-unknown': 'A fibre node has a role that is not known.',
  'trouble.role-unknown.cure': 'Use node, gateway, landing or exchange.',
  'trouble.route-not-fibre': 'Lines said to be microwave, copper or coaxial cable were left out.',
  'trouble.route-not-fibre.cure': 'Nothing needs to be done.',
  'trouble.ofds-version':
    'A network states a version of the Open Fibre Data Standard that is not known here.',
  'trouble.ofds-version.cure':
    'Compare its names and states with what the plan shows, or publish it as version 0.4.',
  'trouble.ofds-table-missing':
    'The tables of a network lack the one that says who runs its nodes or lines.',
  'trouble.ofds-table-missing.cure':
    'Put all tables of one export beside each other, or into one zip file.',
  'trouble.ofds-reference':
    'A row names a node, a line, an organisation or a phase that no table of the network holds.',
  'trouble.ofds-reference.cure': 'Correct the id, or give all tables from one export.',
  'trouble.node-not-fibre': 'Transmission nodes fed by something other than fibre were left out.',
  'trouble.node-not-fibre.cure': 'Nothing needs to be done.',
  'trouble.site-duplicate':
    'A place is listed twice: same identity, same name near by, or same spot.',
  'trouble.site-duplicate.cure': 'Remove one of the rows.',
  'trouble.site-compound': 'Several buildings of one place on the map count as one.',
  'trouble.site-compound.cure': 'Name them where they are two.',
  'trouble.id-repeated': 'Two places have one identity.',
  'trouble.id-repeated.cure': 'Give each place its own.',
  'trouble.id-shared': 'Two rows have one identity.',
  'trouble.id-shared.cure': 'Give each row its own.',
  'trouble.coastline-open': 'Pieces of coastline close no ring.',
  'trouble.coastline-open.cure': 'Nothing needs to be done where the extract ends at sea.',
  'trouble.site-without-area': 'Places lie in no administrative area.',
  'trouble.site-without-area.cure':
    'They count for the country and for no area; check the boundaries.',
  'trouble.site-without-road': 'There is no road within 5 km of a place.',
  'trouble.site-without-road.cure':
    'Fibre along roads cannot reach it; check its position, or add the road.',
  'trouble.settlement-empty': 'A settlement has no people.',
  'trouble.settlement-empty.cure': 'Check its population, or remove it.',
  'trouble.population-missing': 'Nobody says how many people live in a settlement.',
  'trouble.population-missing.cure': 'Give its residents.',
  'trouble.population-total': 'This is what the grid of people holds, and what of it was counted.',
  'trouble.population-total.cure': 'Compare it with the census.',
  'trouble.cells-moved': 'Cells outside every area were counted in the nearest one within 5 km.',
  'trouble.cells-moved.cure':
    'Nothing needs to be done at a coast; elsewhere check the boundaries.',
  'trouble.cells-apart':
    'Cells nearer to a territory that is administered separately were left out.',
  'trouble.cells-apart.cure': 'Nothing needs to be done; see “country.apart” in the study.',
  'trouble.cells-others':
    'People outside the boundaries were left out: the source covers a larger region.',
  'trouble.cells-others.cure':
    'Nothing needs to be done where it does; otherwise complete the boundaries.',
  'trouble.cells-outside': 'Cells further than 5 km from every area count for the country alone.',
  'trouble.cells-outside.cure': 'Check the boundaries.',
  'trouble.population-disagrees':
    'The people of the cells and of the census differ by more than a quarter in an area.',
  'trouble.population-disagrees.cure': 'Check boundary and years; plans use the cells.',
  'trouble.fibre-none': 'There is nothing that new fibre could start from.',
  'trouble.fibre-none.cure': 'Add gateways, marked as assumed.',
  'trouble.fibre-pieces': 'The fibre routes do not hang together.',
  'trouble.fibre-pieces.cure':
    'Let routes that meet share their end point, or add the missing ones.',
  'trouble.area-without-fibre': 'An area, such as an island, has places and no fibre.',
  'trouble.area-without-fibre.cure': 'Add its gateway or landing point where there is one.',
  'trouble.road-pieces': 'The roads fall into several pieces.',
  'trouble.road-pieces.cure':
    'Nothing needs to be done for islands; elsewhere two roads may end short of each other.',
  'trouble.census-unmatched': 'A row of a census names an area that the boundaries do not have.',
  'trouble.census-unmatched.cure': 'Give the area’s code as the boundaries write it.',
  'trouble.census-twice': 'A census counts an area twice.',
  'trouble.census-twice.cure': 'Remove one of the rows.',
  'trouble.people-unit':
    'A column counts people in thousands or millions, and its numbers were multiplied.',
  'trouble.people-unit.cure': 'Check the name of the column, or give people one by one.',
  'trouble.people-implausible': 'No country of this size has so few or so many people.',
  'trouble.people-implausible.cure':
    'Look whether people are counted in thousands, by household or for each square kilometer.',
  'trouble.people-compared':
    'Census and grid differ in an area; both are shown with what the study takes.',
  'trouble.people-compared.cure': 'Choose in “reconcile.people”.',
  'trouble.people-exchanged': 'The figures of two areas fit when they are exchanged.',
  'trouble.people-exchanged.cure': 'Ask the makers of both.',
  'trouble.people-scaled': 'The cells of each area were scaled to the census.',
  'trouble.people-scaled.cure': 'Nothing needs to be done.',
  'trouble.people-spread':
    'The people of a census were spread over named places, for want of a grid.',
  'trouble.people-spread.cure': 'Add a grid of people.',
  'trouble.fibre-joined': 'A route that ended short of another was joined to it.',
  'trouble.fibre-joined.cure': 'Nothing needs to be done where they meet in the ground.',
  'trouble.fibre-merged': 'Routes of two sources along one another count once.',
  'trouble.fibre-merged.cure': 'Nothing needs to be done.',
  'trouble.fibre-closed': 'Rows that no longer work were left out.',
  'trouble.fibre-closed.cure': 'Nothing needs to be done.',
  'trouble.fibre-apart': 'The fibre routes are several networks that do not meet.',
  'trouble.fibre-apart.cure': 'Add what lies between them.',
  'trouble.site-matched': 'Two lists name one place; it counts once.',
  'trouble.site-matched.cure': 'Nothing needs to be done.',
  'trouble.list-short': 'A list is short for the number of people.',
  'trouble.list-short.cure': 'Ask who keeps the full list.',
  'trouble.list-uneven': 'Areas with people have no school listed.',
  'trouble.list-uneven.cure': 'Add the schools of these areas.',
  'trouble.node-merged': 'Two sources name one node of the network; it counts once.',
  'trouble.node-merged.cure': 'Nothing needs to be done.',
  'trouble.node-disputed': 'Sources disagree about a node of the network.',
  'trouble.node-disputed.cure':
    'Ask its operator; here the source named first in the study counts.',
} as const satisfies English
