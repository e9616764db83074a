// Keeps what is typed into a form on this device until it is sent, and sends it when the line is back. The
// server takes a form once, by its number, however often it is sent. The words stand in the page.
const days = 7 * 864e5

/** The form's number, and what stands in its fields, by their names. */
type Draft = [number: string, values: Record<string, (string | boolean)[]>]

// A passkey's form is its own script's: what it sends cannot be kept.
for (const form of document.querySelectorAll<HTMLFormElement>('form.act:not([data-passkey])')) {
  const say = form.querySelector<HTMLElement>('.draft')
  if (say === null) continue
  const words = say.dataset
  const mine = `silta ${words.whose} `
  const key = mine + new URL(form.action).pathname + location.search
  const once = form.querySelector<HTMLInputElement>('[name=form-once]')
  const fields = () =>
    [...form.elements].filter(
      (field): field is HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement =>
        'value' in field &&
        (field as HTMLInputElement).name !== '' &&
        !/^(hidden|password|file|submit|button)$/.test((field as HTMLInputElement).type),
    )
  // Drafts of others who used this device, and old ones, go.
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith('silta ')) continue
    const old = Number.parseInt(localStorage[name], 10) < Date.now() - days
    if (old || !name.startsWith(mine)) localStorage.removeItem(name)
  }
  const kept = localStorage.getItem(key)
  if (kept !== null && document.querySelector('#problems') === null) {
    const [number, values] = JSON.parse(kept.slice(kept.indexOf('\n'))) as Draft
    // The same form: where it was taken and the answer lost, it is not taken again.
    if (once !== null) once.value = number
    for (const field of fields()) {
      const value = values[field.name]?.shift()
      if (typeof value === 'boolean') (field as HTMLInputElement).checked = value
      else if (value !== undefined) field.value = value
    }
    say.textContent = words.back ?? ''
  }
  form.addEventListener('input', () => {
    const values: Draft[1] = {}
    for (const field of fields()) {
      const box = /checkbox|radio/.test(field.type)
      values[field.name] ??= []
      values[field.name].push(box ? (field as HTMLInputElement).checked : field.value)
    }
    const draft: Draft = [once?.value ?? '', values]
    localStorage.setItem(key, `${Date.now()}\n${JSON.stringify(draft)}`)
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    const body = new FormData(form, event.submitter)
    const send = async (): Promise<void> => {
      say.textContent = words.sending ?? ''
      try {
        const answer = await fetch(form.action, { method: 'POST', body: encoded(form, body) })
        if (answer.status >= 502) throw answer
        if (answer.redirected) {
          localStorage.removeItem(key)
          location.assign(answer.url)
          return
        }
        // Not taken: the page itself says why, with all that was typed.
        const chosen = event.submitter as HTMLButtonElement | null
        if (chosen?.name) form.append(hidden(chosen.name, chosen.value))
        form.submit()
      } catch {
        say.textContent = words.waits ?? ''
        setTimeout(send, 10_000)
      }
    }
    void send()
  })
}

function encoded(form: HTMLFormElement, body: FormData): FormData | URLSearchParams {
  return form.enctype === 'multipart/form-data'
    ? body
    : new URLSearchParams(body as unknown as Record<string, string>)
}

function hidden(name: string, value: string): HTMLInputElement {
  return Object.assign(document.createElement('input'), { type: 'hidden', name, value })
}

// What is being computed tells how far it is by itself; the link beside it does the same without script.
const busy = document.querySelector<HTMLElement>('[data-again]')
async function look(shown: HTMLElement): Promise<void> {
  try {
    const page = await (await fetch(location.href)).text()
    const now = new DOMParser().parseFromString(page, 'text/html').querySelector('[data-again]')
    if (now === null) return location.reload()
    shown.replaceChildren(...now.childNodes)
  } catch {
    // The line is away: it is asked again.
  }
  setTimeout(look, 1500, shown)
}
if (busy !== null) setTimeout(look, 1000, busy)
