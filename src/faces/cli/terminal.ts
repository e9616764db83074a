// What a person sees in the terminal: one progress line that is redrawn, and lists of problems.
import type { Problem } from '#base/problem.ts'
import type { Progress } from '#base/progress.ts'

/** Many equal problems are shown once with their count, and these many examples. */
const shownPerCode = 5

/**
 * A progress line on a terminal: stage, share done, time left. Elsewhere (a log file) one line per stage.
 *
 * @param stream Usually stderr.
 */
export function progressLine(stream: NodeJS.WriteStream): {
  readonly show: (progress: Progress) => void
  readonly clear: () => void
} {
  let stage = ''
  let startedAt = 0
  let shownAt = 0
  const show = ({ stage: now, doneShare, best, bound }: Progress): void => {
    const time = performance.now()
    if (now !== stage) {
      stage = now
      startedAt = time
      if (!stream.isTTY) stream.write(`${now}\n`)
    } else if (time - shownAt < 100) return
    shownAt = time
    if (!stream.isTTY) return
    const elapsed = (time - startedAt) / 1000
    const left =
      doneShare > 0.02 && elapsed > 1
        ? `, ${Math.ceil((elapsed / doneShare) * (1 - doneShare))} s left`
        : ''
    const search =
      best === undefined
        ? ''
        : `, best ${best.toPrecision(6)}${bound === undefined ? '' : `, bound ${bound.toPrecision(6)}`}`
    stream.write(`\r\u001b[2K${now} ${Math.floor(doneShare * 100)} %${left}${search}`)
  }
  const clear = (): void => {
    if (stream.isTTY && stage !== '') stream.write('\r\u001b[2K')
  }
  return { show, clear }
}

/** Problems as a person reads them: worst first, equal ones together, each with its cure. */
export function problemLines(problems: readonly Problem[]): string {
  const byCode = new Map<string, Problem[]>()
  for (const level of ['error', 'warning', 'note']) {
    for (const problem of problems) {
      if (problem.level !== level) continue
      const key = `${level} ${problem.code} ${problem.at.source}`
      const list = byCode.get(key)
      if (list === undefined) byCode.set(key, [problem])
      else list.push(problem)
    }
  }
  const lines: string[] = []
  for (const list of byCode.values()) {
    for (const { level, at, message, cure } of list.slice(0, shownPerCode)) {
      const table = at.table === at.source ? '' : at.table
      const where = [at.source, table, at.row > 0 ? `row ${at.row}` : '']
        .filter((part) => part !== '')
        .join(', ')
      lines.push(`${level}: ${message}${where === '' ? '' : ` (${where})`}\n    ${cure}`)
    }
    if (list.length > shownPerCode)
      lines.push(`    … and ${list.length - shownPerCode} more like it (--json lists all)`)
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}
