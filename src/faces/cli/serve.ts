// `silta serve`: plans studies and shows them as pages on one port, until Ctrl-C.

import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { bytesDigest, type Json } from '#base/canonical.ts'
import { hasError, type Problem } from '#base/problem.ts'
import { studyDocuments } from '#documents.ts'
import { type Call, type Command, UsageError } from '#faces/cli/command.ts'
import { listen, usualPort } from '#faces/cli/listen.ts'
import {
  keepHouse,
  makeServices,
  openRegister,
  readSettings,
  type Settings,
} from '#faces/cli/openServices.ts'
import { texts, wholeNumber } from '#faces/cli/options.ts'
import { problemCount, stopped, studyOptions, studyThreads } from '#faces/cli/studyInput.ts'
import { loadExampleRegister } from '#faces/exampleRegister/load.ts'
import { exampleTerritories } from '#faces/exampleRegister/territories.ts'
import { loadExample, shippedExample } from '#faces/exampleStudy.ts'
import type { PlanPlace } from '#faces/plans/origin.ts'
import { isFictional } from '#faces/report/attribution.ts'
import { makeSite } from '#faces/site/app.ts'
import { keepMailing } from '#faces/site/dialogue/follow.ts'
import { dialogueTable } from '#faces/site/dialogue/routes.ts'
import { checkAreas, readTerritories, type Territories } from '#faces/site/territoryFile.ts'
import { type Published, publish, type SharedInputs } from '#faces/site/view.ts'
import { bundleIn } from '#faces/site/webBundle.ts'
import { languageProblems } from '#faces/site/words/languages.ts'
import { type LoadedStudy, loadStudy, type StudyInputs } from '#sources/files.ts'
import type { Read } from '#sources/raw.ts'
import { StoreError } from '#store/cluster.ts'
import type { Register } from '#store/register.ts'
import { runStudy } from '#study.ts'

export const command: Command = {
  name: 'serve',
  help: `Usage: silta serve [STUDY …] [--port N] [options]

Plans each study and serves its pages, map, tables and downloads, with the register of commitments.
Without a study it shows the fictional example. Stop it with Ctrl-C.

  --port N         port to listen on (default ${usualPort}, or the next one that is free)
  --host H         address to listen on (default 127.0.0.1: this machine only)
  --data DIR       where the register keeps its data (default .silta beside the program, or SILTA_DATA)
  --no-register    show the plans alone, and start no database
  --share-inputs   let visitors fetch the studies' input files and compute the plans themselves; the
                   fictional example always does. Files may hold exact places: see their licences
  --territories F  GeoJSON with the boundaries and names to use on maps and pages (docs/languages.md);
                   or SILTA_TERRITORIES
  --override K=V   set one entry of every study.json, as often as needed
  --workers N      threads to use; the answer does not depend on it (default: the machine's, at most 8)
  --json           print {"address":…} when ready

Settings from the environment: DATABASE_URL, SILTA_DATA, SILTA_ORIGIN, SILTA_PROXY, SMTP_URL,
SILTA_MAIL_FROM (docs/manual/operator.md).

Example: silta serve studies/comoros --port 9000`,
  options: {
    ...studyOptions,
    port: { type: 'string' },
    host: { type: 'string' },
    data: { type: 'string' },
    territories: { type: 'string' },
    'no-register': { type: 'boolean' },
    'share-inputs': { type: 'boolean' },
  },
  takes: [0, 50],
  async run(call) {
    const { options, positionals, watch } = call
    const port =
      options.port === undefined ? undefined : wholeNumber(options.port, 'port', 0, 0, 65535)
    const host = typeof options.host === 'string' ? options.host : '127.0.0.1'
    const share = options['share-inputs'] === true
    const folder = typeof options.data === 'string' ? options.data : undefined
    const settings = options['no-register'] === true ? undefined : readSettings(process.env, folder)
    const chosen = await territoriesIn(options.territories ?? process.env.SILTA_TERRITORIES)
    if (hasError(chosen.problems)) return stopped(chosen.problems)
    // The port first: one that is taken is known before the work of planning.
    const server = await listen(host, port)
    const address = `http://${shownHost(host)}:${server.port}`
    const opening = settings === undefined ? Promise.resolve(undefined) : openOrExplain(settings)
    // What fails while plans are being made is told after them.
    opening.catch(() => {})
    let rest = async (): Promise<void> => {}
    let mailing: ReturnType<typeof keepMailing> | undefined
    const close = async (): Promise<void> => {
      await server.close()
      await mailing?.stop()
      await rest()
      await (await opening.catch(() => undefined))?.close()
    }
    try {
      const { studies, problems } = await planAll(positionals, share, call)
      const register = await opening
      if (hasError(problems)) {
        await close()
        return stopped(problems)
      }
      // An operator's own register begins empty.
      const tried = settings?.origin === undefined && settings?.databaseUrl === undefined
      const example =
        register !== undefined && positionals.length === 0 && tried
          ? await loadExampleRegister(register, studies[0].result)
          : 'kept'
      const services =
        settings === undefined || register === undefined
          ? undefined
          : makeServices(register, settings, address)
      if (services !== undefined) rest = keepHouse(services)
      const territories =
        chosen.value ??
        (positionals.length === 0 ? exampleTerritories(studies[0].result) : undefined)
      server.show(
        makeSite(studies, {
          bundle: webBundle(call),
          onError: (error) => console.error(faultText(error)),
          ...(territories === undefined ? {} : { territories }),
          ...(services === undefined ? {} : { services }),
        }),
      )
      if (services !== undefined)
        mailing = keepMailing(dialogueTable(services, studies), console.error)
      const lines = [
        `${studies.map(({ result }) => result.study.title).join(', ')}: ${address}/`,
        problemCount(problems),
        ...territoryLines(chosen, studies),
        ...languageLines(),
        example === 'unfinished'
          ? `The example in ${settings?.folder} was cut short while it was made: stop, remove that folder, and start again to have it made whole`
          : '',
        settings !== undefined && (await services?.accounts.invitations.wantsOperator())
          ? `To take part, as the operator who invites others: ${inviteCommand(settings, server.port, folder)}`
          : '',
        'Stop with Ctrl-C',
      ]
      return {
        document: { address: `${address}/` },
        text: lines.filter((line) => line !== '').join('\n'),
        until: untilAborted(watch.signal).then(close),
      }
    } catch (error) {
      await close()
      if (!(error instanceof StoreError)) throw error
      return stopped([closedRegister(error)])
    }
  },
}

/** What invites the first operator of this server, from another terminal. */
function inviteCommand({ origin }: Settings, port: number, folder: string | undefined): string {
  const data = folder === undefined ? '' : ` --data ${folder}`
  const reached = origin === undefined && port !== usualPort ? ` --port ${port}` : ''
  return `bin/silta account invite --email you@example.org${data}${reached}`
}

/** Languages that are not shown because their files are not whole. */
function languageLines(): string[] {
  const counts = Map.groupBy(languageProblems, ({ at }) => at.source)
  return [...counts].map(
    ([file, problems]) =>
      `${file} has ${problems.length} faults, so its language is not shown: silta words lists them`,
  )
}

/** The operator's boundaries and names, where they give any, with the file's own path. */
interface Chosen extends Read<Territories> {
  readonly path: string
}

async function territoriesIn(path: unknown): Promise<Chosen> {
  if (typeof path !== 'string' || path.trim() === '')
    return { path: '', value: undefined, problems: [] }
  try {
    return { path, ...readTerritories(await readFile(path), path) }
  } catch (error) {
    throw new UsageError(`Cannot read --territories "${path}": ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/** What is doubtful in the operator's file, a line each. */
function territoryLines(
  { path, value, problems }: Chosen,
  studies: readonly Published[],
): string[] {
  if (value === undefined) return []
  const unknown = checkAreas(value, path, (country, area) => {
    const own = studies.filter(({ result }) => result.country.iso3 === country)
    return own.length === 0 ? undefined : own.some(({ areaForId }) => areaForId.has(area))
  })
  return [...problems, ...unknown].map(
    ({ at, message, cure }) =>
      `${at.source}${at.row === 0 ? '' : `, row ${at.row}`}: ${message}\n  ${cure}`,
  )
}

/** A fault for the operator: what visitors sent may stand in its message, and begins no line of its own. */
function faultText(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(String(error))
  const frames = (error.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line))
  return [`${error.name}: ${JSON.stringify(error.message)}`, ...frames].join('\n')
}

/** The name of this machine where only it can ask: passkeys want a name, not a number. */
function shownHost(host: string): string {
  if (host === '127.0.0.1') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

const closedRegister = (error: StoreError): Problem => ({
  level: 'error',
  code: 'register-closed',
  at: { source: 'register', table: '', row: 0 },
  message: error.message,
  cure: `${error.cure}, or show the plans alone with --no-register`,
})

/**
 * The open register. Where nobody asked for one and it cannot be had, the plans are shown without it and
 * the reason is told; where an operator named its place, that is refused.
 */
async function openOrExplain(settings: Settings): Promise<Register | undefined> {
  try {
    return await openRegister(settings, (sentence) => console.error(sentence))
  } catch (error) {
    if (!(error instanceof StoreError) || settings.chosen) throw error
    console.error(
      `The register stays closed: ${error.message}\n  ${error.cure}\n  The plans are shown without it`,
    )
    return undefined
  }
}

/** Loads and plans every study; with an error in one of them, none is shown. */
async function planAll(
  named: readonly string[],
  share: boolean,
  call: Call,
): Promise<{ readonly studies: readonly Published[]; readonly problems: readonly Problem[] }> {
  const studies: Published[] = []
  const problems: Problem[] = []
  for (const name of named.length === 0 ? [undefined] : named) {
    const loaded =
      name === undefined
        ? await loadExample({ overrides: texts(call.options.override), watch: call.watch })
        : await loadNamed(name, call)
    problems.push(...loaded.problems)
    if (hasError(loaded.problems)) continue
    const typed =
      name === undefined
        ? `bin/silta example --sites ${shippedExample.sites} --seed ${shippedExample.seed} --out taruva\nbin/silta plan taruva --json`
        : `bin/silta plan ${name} --json`
    const place: PlanPlace =
      name === undefined
        ? { kind: 'example', example: shippedExample }
        : { kind: 'folder', folder: name }
    if (!hasError(problems)) studies.push(await plan(loaded, typed, share, place, call))
  }
  checkNames(studies)
  return { studies, problems }
}

function loadNamed(study: string, { options, watch }: Call): Promise<LoadedStudy> {
  return loadStudy(study, { overrides: texts(options.override), watch })
}

async function plan(
  loaded: LoadedStudy,
  command: string,
  share: boolean,
  place: PlanPlace,
  call: Call,
): Promise<Published> {
  const { country, study, problems, inputs } = loaded
  if (country === undefined || study === undefined)
    throw new Error('Cannot plan a study that was not loaded')
  const startedAt = performance.now()
  const workers = studyThreads(call)
  try {
    const result = await runStudy(country, study, { workers, watch: call.watch })
    const seconds = (performance.now() - startedAt) / 1000
    const told = [...problems, ...result.problems]
    const documents = studyDocuments(result, told, seconds)
    const shared = inputs !== undefined && (share || isFictional(country))
    return publish(result, told, documents, {
      command,
      ...(shared ? { inputs: sharedInputs(inputs) } : {}),
      ...(inputs === undefined
        ? {}
        : { origin: { place, overrides: texts(call.options.override), file: inputs.file } }),
    })
  } finally {
    await workers.close()
  }
}

/** Only what this study uses: each file once, and the manifest's entries for them. */
function sharedInputs({ file, files, manifest }: StudyInputs): SharedInputs {
  const used = new Set(file.sources.map(({ dataset, file: path }) => dataset ?? path ?? ''))
  const datasets = Object.fromEntries(
    Object.entries(manifest.datasets).filter(([key]) => used.has(key)),
  )
  return {
    study: file as unknown as Json,
    manifest: { datasets } as unknown as Json,
    files: [...files]
      .filter(([name]) => used.has(name))
      .map(([name, bytes]) => ({ name, bytes, digest: bytesDigest(bytes) })),
  }
}

function checkNames(studies: readonly Published[]): void {
  const names = studies.map(({ result }) => result.study.id)
  const twice = names.find((name, i) => names.indexOf(name) < i)
  if (twice !== undefined)
    throw new UsageError(`Cannot serve two studies under one name: both are called "${twice}"`)
}

/** Builds the browser bundle meanwhile; where that fails, pages go without script and the operator is told. */
function webBundle(call: Call) {
  const built = import('../../../web/build.ts').then(({ buildBundle }) => buildBundle())
  built.catch((error: unknown) => {
    if (call.watch.signal.aborted) return
    console.error(
      `Cannot build the moving map: ${error instanceof Error ? error.message : String(error)}. The pages work without it`,
    )
  })
  return bundleIn(fileURLToPath(new URL('../../../web/dist', import.meta.url)), built)
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
