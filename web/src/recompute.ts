// "Compute this plan here": starts the engine's worker and compares its result with the server's.
import sqlWasm from 'sql.js/dist/sql-wasm.wasm?url'
import type { ComputeAnswer, ComputeCall } from './engine/messages.ts'

function part<T extends Element>(root: Element, selector: string): T {
  const found = root.querySelector<T>(selector)
  if (found === null) throw new Error(`Cannot compute here: the page has no ${selector}`)
  return found
}

function start(section: HTMLElement): void {
  document.documentElement.classList.add('scripted')
  const button = part<HTMLButtonElement>(section, 'button')
  const status = part<HTMLElement>(section, '.progress')
  button.hidden = false
  button.addEventListener('click', () => {
    button.disabled = true
    for (const verdict of section.querySelectorAll<HTMLElement>('.same, .other'))
      verdict.hidden = true
    const worker = new Worker(new URL('./engine/worker.ts', import.meta.url), { type: 'module' })
    const finish = (text: string): void => {
      worker.terminate()
      button.disabled = false
      status.textContent = text
    }
    worker.addEventListener('error', (event) =>
      finish(`${section.dataset.failed}: ${event.message}`),
    )
    worker.addEventListener('message', ({ data }: MessageEvent<ComputeAnswer>) => {
      if (data.kind === 'progress') {
        const { stage, doneShare } = data.progress
        const done = Math.floor(doneShare * 100)
        status.textContent = `${stage === '' ? section.dataset.fetching : stage} ${done} %`
      } else if (data.kind === 'failed') finish(`${section.dataset.failed}: ${data.message}`)
      else {
        finish('')
        showResult(section, data.resultDigest, data.seconds)
      }
    })
    const inputs = new URL(section.dataset.inputs ?? '', location.href).href
    const call: ComputeCall = { inputs, sqlWasm: new URL(sqlWasm, location.href).href }
    worker.postMessage(call)
  })
}

function showResult(section: HTMLElement, digest: string, seconds: number): void {
  for (const yours of section.querySelectorAll<HTMLElement>('.yours')) yours.hidden = false
  part(section, 'dd.yours bdi').textContent = digest
  const same = digest === section.dataset.result
  part<HTMLElement>(section, '.same').hidden = !same
  part<HTMLElement>(section, '.other').hidden = same
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 })
  part(section, '.seconds').textContent = number.format(seconds)
}

const section = document.querySelector<HTMLElement>('#recompute')
if (section !== null) start(section)
