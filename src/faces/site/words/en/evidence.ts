// Sources, problems in the data, and how to compute it again.
import type { English } from '#faces/site/words/message.ts'

/** English messages: evidence. */
export const evidence = {
  'sources.more': { one: 'and {count} more source', other: 'and {count} more sources' },
  'sources.title': 'Sources',
  'sources.lede':
    'Every dataset this study stands on, and what its licence asks. The same list is in every file you take.',
  'sources.caption': { one: '{count} source', other: '{count} sources' },
  'sources.name': 'Dataset',
  'sources.origin': 'Origin',
  'sources.date': 'Date',
  'sources.licence': 'Licence',
  'sources.attribution': 'Attribution',
  'sources.digest': 'Digest',
  'sources.complete': 'What the sources give whole',
  'sources.complete.cellular.yes':
    'All towers are known: a place outside their reach counts as unserved.',
  'sources.complete.cellular.no':
    'Not all towers are known: a place outside their reach counts as unknown.',
  'sources.complete.fibre.yes': 'All fibre is known.',
  'sources.complete.fibre.no': 'Not all fibre is known.',
  'sources.people': 'Census and population grid side by side',
  'sources.people.caption': 'People by area, by each source and as counted here',
  'sources.people.area': 'Area',
  'sources.people.census': 'Census',
  'sources.people.grid': 'Grid',
  'sources.people.taken': 'Counted here',
  'sources.people.by.grid':
    'Both sources count people, and they differ. This study counts the grid’s.',
  'sources.people.by.census':
    'Both sources count people, and they differ. This study gives each area its share of the census, and keeps the grid’s pattern inside it.',
  'problems.title': 'Problems in the data',
  'problems.lede':
    'What was found wrong or doubtful while reading, worst first, and what would cure it.',
  'problems.none': 'Nothing was found wrong with the data.',
  'problems.level.error': 'Error',
  'problems.level.warning': 'Warning',
  'problems.level.note': 'Note',
  'problems.row': 'row {row}',
  'problems.found': 'Details in English, as the program found them',
  'problems.more': { one: '… and {count} more like it', other: '… and {count} more like it' },
  'problems.all': 'The whole list: {json}',
  'recompute.title': 'Compute it yourself',
  'recompute.lede':
    'Your browser fetches the same input files, runs the same program, and compares the result’s digest with ours. Nothing you do here leaves your machine.',
  'recompute.files': { one: '{count} file, {size}', other: '{count} files, {size}' },
  'recompute.caption': 'Input files',
  'recompute.file': 'File',
  'recompute.size': 'Size',
  'recompute.digest': 'Digest',
  'recompute.start': 'Compute this plan here',
  'recompute.noscript':
    'This needs script, since your browser does the computing. Without it, do the same on your own machine:',
  'recompute.closed':
    'The input files of this study are not shared on this site. With the study’s folder, do the same on your own machine:',
  'recompute.cli': 'On your own machine',
  'recompute.server': 'Our result',
  'recompute.yours': 'Your result',
  'recompute.same': 'The same bytes',
  'recompute.same.text': 'Your browser came to the same plan in {seconds} s.',
  'recompute.other': 'A different result',
  'recompute.other.text':
    'Your browser came to another plan. Please report both digests and your browser’s version.',
  'recompute.fetching': 'Fetching the input files',
  'recompute.failed': 'It could not be computed here',
} as const satisfies English
