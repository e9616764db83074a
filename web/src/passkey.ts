// Passkeys in the page: asks the site for a challenge, the browser for an answer, and brings it back.
import { startAuthentication, startRegistration } from '@simplewebauthn/browser'

type Options = Parameters<typeof startAuthentication>[0]['optionsJSON'] &
  Parameters<typeof startRegistration>[0]['optionsJSON']

async function post(form: HTMLFormElement, address: string, body: unknown): Promise<Response> {
  const token = form.querySelector<HTMLInputElement>('input[name="form-token"]')?.value ?? ''
  return fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-form-token': token },
    body: JSON.stringify(body),
  })
}

async function act(form: HTMLFormElement, kind: 'create' | 'get'): Promise<void> {
  const asked = await post(form, `${form.dataset.address}/challenge`, {})
  if (!asked.ok) throw new Error(String(asked.status))
  const optionsJSON = (await asked.json()) as Options
  const response =
    kind === 'create'
      ? await startRegistration({ optionsJSON })
      : await startAuthentication({ optionsJSON })
  const name = form.querySelector<HTMLInputElement>('input[name="name"]')?.value ?? ''
  const taken = await post(form, form.dataset.address ?? '', { response, name })
  if (!taken.ok) throw new Error(String(taken.status))
  const { next } = (await taken.json()) as { next: string }
  location.assign(form.dataset.next || next)
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
  const button = form.querySelector('button')
  const status = form.querySelector<HTMLElement>('[role=status]')
  if (button === null || status === null || !('PublicKeyCredential' in window)) continue
  document.documentElement.classList.add('scripted')
  form.hidden = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    button.disabled = true
    status.textContent = ''
    act(form, form.dataset.passkey === 'create' ? 'create' : 'get').catch(() => {
      status.textContent = form.dataset.failed ?? ''
      button.disabled = false
    })
  })
}
