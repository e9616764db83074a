// A data table: its caption states the measure, digits stand at the end in every direction. A wide one folds on
// a phone, each row a block with its columns' names; where it does not, it scrolls in a region of its own.
import { type Child, type Html, html } from '#faces/site/html.ts'

/** One column. */
export interface TableColumn {
  readonly title: Child
  /** Digits stand at the end. */
  readonly numeric?: boolean
  readonly className?: string
}

/** One row: a heading cell and the others. */
export interface TableRow {
  readonly head: Child
  readonly cells: readonly Child[]
  readonly sum?: boolean
}

/** A table of so many columns is wider than a phone. */
const wideColumns = 5

/** A table with its caption; one of class `fold` folds however few its columns are. */
export function dataTable(
  caption: string,
  columns: readonly TableColumn[],
  rows: readonly TableRow[],
  className = '',
): Html {
  const classOf = ({ numeric, className: own = '' }: TableColumn): Html | undefined => {
    const names = `${numeric === true ? 'num' : ''} ${own}`.trim()
    return names === '' ? undefined : html` class="${names}"`
  }
  const [first, ...others] = columns
  const folds = className === 'fold' || (className === '' && columns.length >= wideColumns)
  const named = folds ? 'fold' : className
  // What stands before a cell where the table is folded; a column of bars alone has no name there.
  const labels = others.map(({ title }) =>
    folds && typeof title === 'string' ? html` data-label="${title}"` : undefined,
  )
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table${named === '' ? undefined : html` class="${named}"`}>
<caption>${caption}</caption>
<thead><tr>${[first, ...others].map((column) => html`<th scope="col"${classOf(column)}>${column.title}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ head, cells, sum }) =>
      html`<tr${sum === true ? html` class="sum"` : undefined}><th scope="row"${classOf(first)}>${head}</th>${cells.map((cell, i) => html`<td${classOf(others[i])}${labels[i]}>${cell}</td>`)}</tr>\n`,
  )}</tbody></table></div>`
}
