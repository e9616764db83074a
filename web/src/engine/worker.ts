// The whole engine in a Web Worker: fetches a study's inputs, checks their digests, gathers the country
// and runs the study. The page stays alive meanwhile; the result is the same bytes as on the server.
import { bytesDigest, gather, hasError, runStudy, type Sql, sqlJs } from '../../../src/index.ts'
import type { ComputeAnswer, ComputeCall, InputsDocument } from './messages.ts'

self.addEventListener('message', (event: MessageEvent<ComputeCall>) => {
  compute(event.data).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error)
    say({ kind: 'failed', message, problems: [] })
  })
})

function say(answer: ComputeAnswer): void {
  self.postMessage(answer)
}

async function compute({ inputs: address, sqlWasm }: ComputeCall): Promise<void> {
  const startedAt = performance.now()
  const document = (await (await fetched(address)).json()) as InputsDocument
  const files = await fetchAll(document, address)
  const watch = {
    onProgress: (progress: { stage: string; doneShare: number }) =>
      say({ kind: 'progress', progress }),
  }
  const isGeoPackage = ({ name }: { readonly name: string }): boolean =>
    /\.gpkg$/i.test(document.manifest.datasets[name]?.mirror ?? name)
  const sql = document.inputs.some(isGeoPackage) ? await loadSql(sqlWasm) : undefined
  const { country, study, problems } = await gather(document.study, files, {
    watch,
    manifest: document.manifest,
    ...(sql === undefined ? {} : { sql }),
  })
  if (hasError(problems)) {
    const message = problems.find(({ level }) => level === 'error')?.message ?? ''
    say({ kind: 'failed', message, problems })
    return
  }
  const { resultDigest } = await runStudy(country, study, { watch })
  say({ kind: 'done', resultDigest, seconds: (performance.now() - startedAt) / 1000 })
}

async function fetchAll(
  { inputs }: InputsDocument,
  base: string,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  const whole = inputs.reduce((sum, { size }) => sum + size, 0)
  let had = 0
  for (const { name, digest, size, address } of inputs) {
    say({ kind: 'progress', progress: { stage: '', doneShare: whole === 0 ? 0 : had / whole } })
    const bytes = new Uint8Array(await (await fetched(new URL(address, base).href)).arrayBuffer())
    const found = bytesDigest(bytes)
    if (found !== digest)
      throw new Error(`Cannot use "${name}": its digest is ${found}, expected ${digest}`)
    files.set(name, bytes)
    had += size
  }
  return files
}

async function fetched(address: string): Promise<Response> {
  const answer = await fetch(address)
  if (!answer.ok) throw new Error(`Cannot fetch ${address}: the server answered ${answer.status}`)
  return answer
}

async function loadSql(wasm: string): Promise<Sql> {
  const { default: initSqlJs } = await import('sql.js')
  return sqlJs(await initSqlJs({ locateFile: () => wasm }))
}
