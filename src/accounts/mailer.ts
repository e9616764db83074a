// Mail: through the operator's SMTP server, or, on a machine where there is none, onto the terminal of
// whoever started Silta, so that nobody else reads the links in it.
import { createTransport } from 'nodemailer'

/** A mail of ours: plain text to one address. */
export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** What sends mails; rejects where a mail could not be handed over. */
export interface Mailer {
  /** `terminal` where whoever started Silta reads the mails; else they go by SMTP. */
  readonly way?: 'terminal'
  send(mail: Mail): Promise<void>
}

/** Longest address that is taken (RFC 5321 § 4.5.3.1). */
const addressMost = 254

/**
 * An address as it is kept: trimmed and in lower case; undefined where it is none that mail can reach.
 *
 * Quoted local parts and addresses of several people are refused: no ordinary mailbox needs them, and
 * they are how header lines are smuggled into mails.
 *
 * @example
 * ```ts
 * assert.equal(mailAddress(' Mayor@City.Example '), 'mayor@city.example')
 * assert.equal(mailAddress('a@b.example\r\nBcc: all@c.example'), undefined)
 * ```
 */
export function mailAddress(typed: string): string | undefined {
  const address = typed.trim().toLowerCase()
  const local = "[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
  const host = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?'
  const shape = new RegExp(`^${local}@${host}(?:\\.${host})+$`)
  return address.length <= addressMost && shape.test(address) ? address : undefined
}

/**
 * Mail by SMTP.
 *
 * @param url The operator's server: `smtps://user:password@mail.example`.
 * @param from The sender that mails name.
 */
export function smtpMailer(url: string, from: string): Mailer {
  const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }
  const address = new URL(url)
  const transport = createTransport({
    host: address.hostname,
    port: Number(address.port) || (address.protocol === 'smtps:' ? 465 : 587),
    secure: address.protocol === 'smtps:',
    // Without TLS only to this machine: a link in a mail is a key.
    requireTLS: !/^(localhost|127\.0\.0\.1|\[::1\])$/.test(address.hostname),
    ...(address.username === ''
      ? {}
      : {
          auth: {
            user: decodeURIComponent(address.username),
            pass: decodeURIComponent(address.password),
          },
        }),
    ...limits,
    // Nothing that anyone typed is ever read as a file or an address to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, subject, text }) {
      const headers = { 'auto-submitted': 'auto-generated' }
      await transport.sendMail({ from, to: { name: '', address: to }, subject, text, headers })
    },
  }
}

/** Writes mails to the terminal, for a start without SMTP. */
export function terminalMailer(write: (text: string) => void): Mailer {
  return {
    way: 'terminal',
    async send({ to, subject, text }) {
      const body = text.replace(/^/gm, '  ')
      write(`Mail to ${to}: ${subject}\n${body}\n`)
    },
  }
}
