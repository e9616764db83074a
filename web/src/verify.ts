// "Check this receipt": verifies, in the visitor's browser, a record's receipt and then the log itself as far
// as the receipt's entry needs it, and receipts that were kept and are dropped in. Nothing is sent anywhere.
import { verifyInclusion } from '../../src/register/verify/inclusion.ts'
import { type Verdict, verifyLog, verifyReceipt } from '../../src/register/verify/verify.ts'

/** Sentences of the page's language, with their placeholders. */
type Sentences = Readonly<
  Record<
    'checking' | 'holds' | 'tiles' | 'whole' | 'forged' | 'other' | 'failed' | 'unread',
    string
  >
> & {
  /** Reasons by the verifier's codes. */
  readonly why: Readonly<Record<string, string>>
}

/** Logs up to here are verified whole: some hundred kilobytes. */
const wholeEntries = 2048

const fill = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '')

const number = new Intl.NumberFormat(document.documentElement.lang)

async function read(address: string): Promise<Uint8Array | undefined> {
  const answer = await fetch(address, { cache: 'no-store' })
  if (answer.status === 404) return undefined
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return new Uint8Array(await answer.arrayBuffer())
}

/** What the receipt says, if it holds; the record that the page shows must be the one in it. */
async function check(slip: HTMLElement, text: string): Promise<void> {
  const say = JSON.parse(slip.dataset.words ?? '{}') as Sentences
  const out = slip.querySelector<HTMLElement>('.verdict')
  if (out === null) return
  const show = (sentence: string, kind: 'holds' | 'fails' | ''): void => {
    out.textContent = sentence
    out.className = `verdict ${kind}`
    out.hidden = false
  }
  show(say.checking, '')
  const { key = '', log = '', id } = slip.dataset
  const receipt = verifyReceipt(text, key)
  const refuse = ({ problems }: Verdict): void => {
    // Each reason once, however many files it is found in.
    const faults = problems.filter(({ level }) => level === 'error')
    const reasons = faults.map(({ code, message }) => say.why[code] ?? message)
    show(fill(say.forged, { why: [...new Set(reasons)].join('; ') }), 'fails')
  }
  if (!receipt.ok) return refuse(receipt)
  if (id !== undefined && (JSON.parse(receipt.entry) as { id: string }).id !== id)
    return show(say.other, 'fails')
  const source = { name: log, read: (path: string) => read(`${log}/${path}`) }
  // A small log is fetched and verified whole; of a large one the tiles that lead to the entry.
  const whole = (receipt.size ?? 0) <= wholeEntries
  const verdict = whole
    ? await verifyLog(source, key, { receipt: text })
    : await verifyInclusion(source, key, text)
  if (!verdict.ok) return refuse(verdict)
  const found = { index: number.format(receipt.index), size: number.format(verdict.size ?? 0) }
  show(`${fill(say.holds, found)} ${whole ? say.whole : say.tiles}`, 'holds')
}

/** Says in the page's words what could not be looked at. */
function attempt(slip: HTMLElement, work: Promise<void>): void {
  work.catch(() => {
    const say = JSON.parse(slip.dataset.words ?? '{}') as Sentences
    const out = slip.querySelector<HTMLElement>('.verdict')
    if (out === null) return
    out.hidden = false
    out.className = 'verdict fails'
    out.textContent = fill(say.failed, { why: say.unread })
  })
}

for (const slip of document.querySelectorAll<HTMLElement>('[data-receipt]')) {
  const button = slip.querySelector<HTMLButtonElement>('button.check')
  if (button === null) continue
  button.hidden = false
  button.addEventListener('click', () => {
    const own = async (): Promise<void> => {
      const bytes = await read(slip.dataset.receipt ?? '')
      await check(slip, new TextDecoder().decode(bytes ?? new Uint8Array()))
    }
    attempt(slip, own())
  })
}

for (const box of document.querySelectorAll<HTMLElement>('.drop')) {
  box.hidden = false
  const take = (file: File | undefined): void => {
    if (file === undefined) return
    // A receipt has a few kilobytes; a film that fell in by mistake is not read.
    if (file.size > 1_000_000) attempt(box, check(box, ''))
    else
      attempt(
        box,
        file.text().then((text) => check(box, text)),
      )
  }
  const input = box.querySelector<HTMLInputElement>('input[type=file]')
  input?.addEventListener('change', () => take(input.files?.[0]))
  for (const kind of ['dragover', 'dragleave', 'drop'] as const)
    box.addEventListener(kind, (event) => {
      event.preventDefault()
      box.classList.toggle('over', kind === 'dragover')
      if (kind === 'drop') take(event.dataTransfer?.files[0])
    })
}
document.documentElement.classList.add('scripted')
