// The map.
import type { English } from '#faces/site/words/message.ts'

/** English messages: map. */
export const map = {
  'map.title': 'Map of the plan',
  'map.on': 'On the map',
  'map.show': 'Show',
  'map.line': 'Line: {solid} stands today, {dashed} is planned. Size: people.',
  'map.solid': 'solid',
  'map.dashed': 'dashed',
  'map.year': 'Built until the end of',
  'map.later': 'Not yet built',
  'map.play': 'Play the years',
  'map.stop': 'Stop',
  'map.zoomin': 'Zoom in',
  'map.zoomout': 'Zoom out',
  'map.whole': 'Show the whole country',
  'map.label':
    'Map: move with the arrow keys, zoom with + and −, show the place nearest to the middle with Enter',
  'map.cost': 'Capital so far',
  'map.reached': 'People reached',
  'map.connected': 'Places connected',
  'map.optimum': 'From the optimum',
  'map.atmost': '≤ {share}',
  'map.exact': 'proven',
  'map.selected': 'Selected place',
  'map.hint':
    'Choose a place on the map, or find it by name. The table behind the map is in {table}.',
  'map.find': 'Find a place by name',
  'map.find.button': 'Find',
  'map.merged': 'Places closer than {pixels} pixels are drawn as one.',
  'map.scale': '{amount} km',
  'map.failed': 'The moving map could not start here; the picture and the tables say the same.',
  'map.position': 'Neither names nor boundaries imply a position on the status of any territory.',
  'map.north': 'N',
  'gapmap.unknown': 'Nobody knows, or nobody lives there',
  'gapmap.measure': 'Share of people (or places) without a usable connection, today.',
  'gapmap.alt.areas':
    'Map of {country}: the share of each area that has no usable connection. The table below says the same in words.',
  'gapmap.alt.countries':
    'Map of {territory}: the share of each country that has no usable connection, where a plan on this site tells. The table says the same in words.',
} as const satisfies English
