// The look's tokens: colors for light and dark, said once for pages and for the maps that the server draws.

/** Colors on paper and by day. Names of technologies are those of the plan. */
export const lightColors = {
  paper: '#fff',
  shade: '#eef3f1',
  ink: '#10222a',
  soft: '#47575f',
  rule: '#c5d0d1',
  edge: '#61727a',
  deep: '#0a5a75',
  'on-deep': '#fff',
  visited: '#5a3a86',
  good: '#1d6b3f',
  warn: '#855700',
  bad: '#a5281b',
  focus: '#ffd84d',
  'on-focus': '#10222a',
  fibre: '#1c62bd',
  microwave: '#178c74',
  fixedWireless: '#98800a',
  cellular: '#4a1486',
  satellite: '#c45fa6',
  unserved: '#b82a1a',
  unknown: '#5d656a',
  sea: '#dde8ef',
  land: '#fbfaf5',
  covered: '#dfe9cf',
  gap1: '#fbe6d2',
  gap2: '#f3bd94',
  gap3: '#dd8660',
  gap4: '#b54a35',
  gap5: '#7a1d1a',
} as const
export type ColorName = keyof typeof lightColors

/** Colors on a screen by night; focus stays yellow. */
export const darkColors: Readonly<Record<ColorName, string>> = {
  paper: '#0f1a20',
  shade: '#17262d',
  ink: '#e8efef',
  soft: '#a9b8bd',
  rule: '#33464e',
  edge: '#8397a0',
  deep: '#7cc7e0',
  'on-deep': '#0f1a20',
  visited: '#c3a8ec',
  good: '#77cf97',
  warn: '#e6b85c',
  bad: '#ff9384',
  focus: '#ffd84d',
  'on-focus': '#10222a',
  fibre: '#6693fa',
  microwave: '#83e4bb',
  fixedWireless: '#f1ea71',
  cellular: '#a07cbf',
  satellite: '#ffb3e4',
  unserved: '#f24d22',
  unknown: '#848b90',
  sea: '#0b1419',
  land: '#1b2a30',
  covered: '#1e3a35',
  gap1: '#7a1d1a',
  gap2: '#b54a35',
  gap3: '#dd8660',
  gap4: '#f3bd94',
  gap5: '#fbe6d2',
}

/** The ramp of the gap, from least to most; by night in the other order, so that more stands out. */
export const gapClasses = ['gap1', 'gap2', 'gap3', 'gap4', 'gap5'] as const satisfies ColorName[]

/** Custom properties for some colors, all where none are named. */
export function colorProperties(
  colors: Readonly<Record<ColorName, string>>,
  names: readonly ColorName[] = Object.keys(colors) as ColorName[],
): string {
  return names.map((name) => `--${name}:${colors[name]};`).join('')
}
