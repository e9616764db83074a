// Figures as a person reads them in a terminal: grouped digits, short money, aligned columns.

/** 1234567.4 → `1,234,567`. */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en')
}

/** Dollars, short where they are many: `38.6 million USD`. */
export function usd(value: number): string {
  const size = Math.abs(value)
  if (size >= 1e9) return `${(value / 1e9).toFixed(2)} billion USD`
  if (size >= 1e6) return `${(value / 1e6).toFixed(2)} million USD`
  return `${count(value)} USD`
}

/** 0.0213 → `2.13 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`
}

/** Rows under a head; the first column is text and aligned left, the others right. */
export function columns(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, i) => Math.max(name.length, ...rows.map((row) => row[i].length)))
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd()
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join(
    '\n',
  )
}
