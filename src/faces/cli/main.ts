// `bin/silta`: finds the command, runs it, prints its answer. One JSON document on stdout with
// `--json`; progress on stderr; exit 0, 1 (a problem of level error) or 2 (wrong usage).
import { parseArgs } from 'node:util'
import { hasError, SourceError } from '#base/problem.ts'
import { type Answer, type Command, UsageError } from '#faces/cli/command.ts'
import { problemLines, progressLine } from '#faces/cli/terminal.ts'

/** Commands are loaded when called: `silta log verify` need not wait for the planner. */
const commands: Readonly<Record<string, () => Promise<{ command: Command }>>> = {
  new: () => import('#faces/cli/new.ts'),
  fetch: () => import('#faces/cli/fetch.ts'),
  check: () => import('#faces/cli/check.ts'),
  gap: () => import('#faces/cli/gap.ts'),
  plan: () => import('#faces/cli/plan.ts'),
  roadmap: () => import('#faces/cli/roadmap.ts'),
  example: () => import('#faces/cli/example.ts'),
  serve: () => import('#faces/cli/serve.ts'),
  'log verify': () => import('#faces/cli/logVerify.ts'),
  'log backup': async () => (await import('#faces/cli/logCopies.ts')).backupCommand,
  'log export': async () => (await import('#faces/cli/logCopies.ts')).exportCommand,
  'log restore': async () => (await import('#faces/cli/logCopies.ts')).restoreCommand,
  'account invite': () => import('#faces/cli/accountInvite.ts'),
  'radio path': () => import('#faces/cli/radioPath.ts'),
  'radio area': () => import('#faces/cli/radioArea.ts'),
  'graph steiner': () => import('#faces/cli/graphSteiner.ts'),
  'graph prize': () => import('#faces/cli/graphPrize.ts'),
  'graph pmedian': () => import('#faces/cli/graphPmedian.ts'),
  'graph bridges': () => import('#faces/cli/graphBridges.ts'),
}

const overview = async (): Promise<string> => {
  const lines = await Promise.all(
    Object.values(commands).map(async (load) => {
      const { command } = await load()
      return `  ${command.name.padEnd(16)} ${command.summary}`
    }),
  )
  return `silta plans universal connectivity from open data.\n\nUsage: silta COMMAND [options]\n\n${lines.join('\n')}\n\nEvery command takes --json (one document on stdout) and --help.`
}

async function main(words: readonly string[]): Promise<number> {
  if (words.length === 0 || words[0] === '--help' || words[0] === 'help') {
    console.log(await overview())
    return words.length === 0 ? 2 : 0
  }
  const two = words.slice(0, 2).join(' ')
  const name = two in commands ? two : words[0]
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load === undefined) {
    console.error(`Cannot run "${words[0]}": there is no such command\n\n${await overview()}`)
    return 2
  }
  const { command } = await load()
  const controller = new AbortController()
  const stop = (): void => controller.abort(new DOMException('Stopped', 'AbortError'))
  // The terminal and the launcher may both send one.
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  const line = progressLine(process.stderr)
  let json = words.includes('--json')
  try {
    const { values, positionals } = parseCall(command, words.slice(name.split(' ').length))
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
      args: [...args],
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
    console.error(`${error.message}\n\n${command.help}`)
    return 2
  }
  if (error instanceof SourceError) {
    if (json) process.stdout.write(`${JSON.stringify({ problems: [error.problem] })}\n`)
    else process.stderr.write(problemLines([error.problem]))
    return 1
  }
  const message = error instanceof Error ? error.message : String(error)
  if (json) {
    const problem = {
      level: 'error',
      code: 'failed',
      at: { source: '', table: '', row: 0 },
      message,
      cure: 'Report this with the command you ran: it is a fault of Silta, not of your data',
    }
    process.stdout.write(`${JSON.stringify({ problems: [problem] })}\n`)
  } else console.error(`Cannot finish "${command.name}": ${message}`)
  if (process.env.SILTA_DEBUG !== undefined && error instanceof Error) console.error(error.stack)
  return 1
}

process.exitCode = await main(process.argv.slice(2))
