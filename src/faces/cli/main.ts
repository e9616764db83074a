// `bin/silta`: finds the command, runs it, prints its answer. One JSON document on stdout with
// `--json`; progress on stderr; exit 0, 1 (a problem of level error) or 2 (wrong usage).
import { parseArgs } from 'node:util'
import { hasError, SourceError } from '#base/problem.ts'
import { type Answer, type Command, UsageError } from '#faces/cli/command.ts'
import { commandNamed, commands, nearestCommand, overview } from '#faces/cli/commands.ts'
import { problemLines, progressLine } from '#faces/cli/terminal.ts'
import packageJson from '../../../package.json' with { type: 'json' }

async function main(words: readonly string[]): Promise<number> {
  if (words[0] === '--version') {
    console.log(packageJson.version)
    return 0
  }
  const asked = words[0] === 'help' ? [...words.slice(1), '--help'] : words
  const named = asked.filter((word) => !word.startsWith('-'))
  if (named.length === 0 && asked.includes('--json')) {
    printProblem('wrong-usage', 'Cannot run silta without a command', 'Run silta --help')
    return 2
  }
  if (named.length === 0) {
    console.log(overview())
    return asked.some((word) => word === '--help' || word === '-h') ? 0 : 2
  }
  const name = commandNamed(asked)
  if (name === undefined) return explainUnknown(asked)
  const { command } = await commands[name].load()
  const controller = new AbortController()
  const stop = (): void => controller.abort(new DOMException('Stopped', 'AbortError'))
  // The terminal and the launcher may both send one.
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  const line = progressLine(process.stderr)
  let json = asked.includes('--json')
  try {
    const { values, positionals } = parseCall(command, asked.slice(name.split(' ').length))
    if (values.help === true) {
      console.log(command.help)
      return 0
    }
    json = values.json === true
    const answer = await command.run({
      positionals,
      options: values,
      json,
      watch: { onProgress: line.show, signal: controller.signal },
    })
    line.clear()
    const code = print(answer, json)
    await answer.until
    // A search that was stopped prints its best so far, and still says that it was stopped.
    const wasStopped = answer.until === undefined && controller.signal.aborted
    return wasStopped ? 130 : code
  } catch (error) {
    line.clear()
    return explain(error, command, json, controller.signal)
  }
}

function parseCall(command: Command, args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: joinNegatives(args, command),
      allowPositionals: true,
      options: {
        ...command.options,
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    const [least, most] = command.takes
    if (values.help !== true && (positionals.length < least || positionals.length > most)) {
      const expected = least === most ? `${least}` : `${least} to ${most}`
      throw new UsageError(
        `Cannot run "${command.name}": it takes ${expected} argument${expected === '1' ? '' : 's'}, found ${positionals.length}`,
      )
    }
    return {
      values: values as Record<string, string | boolean | (string | boolean)[] | undefined>,
      positionals,
    }
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError((error as Error).message, { cause: error })
  }
}

/** `--from -5.2,34` as `--from=-5.2,34`: a number below zero is a value, not an option. */
function joinNegatives(args: readonly string[], { options }: Command): string[] {
  const joined: string[] = []
  for (const word of args) {
    const before = joined.at(-1) ?? ''
    const takesValue = before.startsWith('--') && options[before.slice(2)]?.type === 'string'
    if (takesValue && /^-[\d.]/.test(word)) joined[joined.length - 1] = `${before}=${word}`
    else joined.push(word)
  }
  return joined
}

function print(answer: Answer, json: boolean): number {
  const problems = answer.problems ?? []
  if (json) process.stdout.write(`${JSON.stringify(answer.document)}\n`)
  else {
    if (problems.length > 0) process.stderr.write(problemLines(problems))
    process.stdout.write(`${answer.text.trimEnd()}\n`)
  }
  return hasError(problems) ? 1 : 0
}

/** Turns whatever was thrown into a sentence and an exit code; no stack trace reaches a user. */
function explain(error: unknown, command: Command, json: boolean, signal: AbortSignal): number {
  if (signal.aborted) {
    console.error('Stopped; nothing was left half-written')
    return 130
  }
  if (error instanceof UsageError) {
    if (json) printProblem('wrong-usage', error.message, `Run silta ${command.name} --help`)
    else console.error(`${error.message}\n\n${command.help}`)
    return 2
  }
  if (error instanceof SourceError) {
    if (json) process.stdout.write(`${JSON.stringify({ problems: [error.problem] })}\n`)
    else process.stderr.write(problemLines([error.problem]))
    return 1
  }
  const message = error instanceof Error ? error.message : String(error)
  if (json) {
    const cure = 'Report this with the command you ran: it is a fault of Silta, not of your data'
    printProblem('failed', message, cure)
  } else console.error(`Cannot finish "${command.name}": ${message}`)
  if (process.env.SILTA_DEBUG !== undefined && error instanceof Error) console.error(error.stack)
  return 1
}

/** A word that names no command: the commands of its group, or the one it is nearest to. */
function explainUnknown(words: readonly string[]): number {
  const group = Object.keys(commands).filter((name) => name.startsWith(`${words[0]} `))
  const wanted = words.filter((word) => !word.startsWith('-')).slice(0, group.length > 0 ? 2 : 1)
  if (group.length > 0 && wanted.length === 1 && words.some((w) => w === '--help' || w === '-h')) {
    console.log(overview(group))
    return 0
  }
  const near = nearestCommand(wanted.join(' '))
  const message =
    group.length > 0 && wanted.length === 1
      ? `Cannot run "${words[0]}": it needs a second word`
      : `Cannot run "${wanted.join(' ')}": there is no such command`
  const cure =
    near !== undefined
      ? `Did you mean silta ${near}?`
      : group.length > 0
        ? `Run one of silta ${group.join(', ')}`
        : 'Run silta --help'
  if (words.includes('--json')) printProblem('wrong-usage', message, cure)
  else {
    const hint = near === undefined ? '' : ` (${cure})`
    const list = overview(group.length > 0 ? group : undefined)
    console.error(`${message}${hint}\n\n${list}`)
  }
  return 2
}

/** The document of a call that came to nothing: one problem without a place in a file. */
function printProblem(code: string, message: string, cure: string): void {
  const problem = { level: 'error', code, at: { source: '', table: '', row: 0 }, message, cure }
  process.stdout.write(`${JSON.stringify({ problems: [problem] })}\n`)
}

process.exitCode = await main(process.argv.slice(2))
