// Opens what people act with: database, register, accounts, mail. What the operator chose stands in the
// environment (docs/manual/operator.md); nothing needs to be chosen to try Silta on one's own machine.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Mailer, mailAddress, smtpMailer, terminalMailer } from '#accounts/mailer.ts'
import { after } from '#accounts/sessions.ts'
import { UsageError } from '#faces/cli/command.ts'
import type { Services } from '#faces/site/services.ts'
import { Accounts } from '#store/accounts.ts'
import { StoreError } from '#store/cluster.ts'
import { heldKeyName, openKey } from '#store/keys.ts'
import { Moderation } from '#store/moderation.ts'
import { People } from '#store/people.ts'
import { Register } from '#store/register.ts'
import { Uploads } from '#store/uploads.ts'

/** What an operator may choose. */
export interface Settings {
  /** Where the register keeps its data. */
  readonly folder: string
  /** True where the operator named the folder, the database or the address: nothing is tried instead. */
  readonly chosen: boolean
  readonly databaseUrl?: string
  /** Where people reach the site; on this machine only, where it is not given. */
  readonly origin?: string
  readonly smtpUrl?: string
  readonly mailFrom?: string
  readonly proxied: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

/** A register to try out, beside the program. */
const usualFolder = fileURLToPath(new URL('../../../.silta', import.meta.url))

/**
 * Reads the operator's settings.
 *
 * @param folder The folder named on the command line, if one is.
 * @throws UsageError where a setting cannot be right.
 */
export function readSettings(environment: Environment, folder?: string): Settings {
  const given = (name: string): string | undefined => {
    const value = environment[name]?.trim()
    return value === '' ? undefined : value
  }
  const origin = given('SILTA_ORIGIN')
  if (origin !== undefined) {
    const fits =
      URL.canParse(origin) && /^https?:/.test(origin) && new URL(origin).origin === origin
    if (!fits)
      throw new UsageError(
        `Cannot use SILTA_ORIGIN "${origin}": expected an address without a path, as in "https://register.example"`,
      )
  }
  const smtpUrl = given('SMTP_URL')
  if (smtpUrl !== undefined && !(URL.canParse(smtpUrl) && /^smtps?:/.test(smtpUrl)))
    throw new UsageError(
      'Cannot use SMTP_URL: expected an address as in "smtps://user:password@mail.example"',
    )
  const mailFrom = given('SILTA_MAIL_FROM')
  if (smtpUrl !== undefined && (mailFrom === undefined || mailAddress(mailFrom) === undefined))
    throw new UsageError(
      'Cannot send mail: SILTA_MAIL_FROM must be the address that mails come from, as in "register@city.example"',
    )
  const named = folder ?? given('SILTA_DATA')
  const databaseUrl = given('DATABASE_URL')
  return {
    folder: named ?? usualFolder,
    chosen: [named, databaseUrl, origin].some((value) => value !== undefined),
    proxied: given('SILTA_PROXY') === '1',
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(origin === undefined ? {} : { origin }),
    ...(smtpUrl === undefined ? {} : { smtpUrl }),
    ...(mailFrom === undefined ? {} : { mailFrom }),
  }
}

/** The log's own name: an address without scheme, which it keeps also where the site moves. */
function logName(origin: string | undefined): string {
  return `${origin === undefined ? 'silta.localhost' : new URL(origin).host}/log`
}

/**
 * Opens the register in its folder, or on the operator's server.
 *
 * @throws StoreError with the cure where it cannot be opened, or must not be.
 */
export async function openRegister(
  settings: Settings,
  onEvent: (sentence: string) => void,
): Promise<Register> {
  const { folder, databaseUrl } = settings
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new StoreError(
      `Cannot keep the register in "${folder}": ${(error as Error).message}`,
      'Name a folder that can be written with --data or SILTA_DATA',
      { cause: error },
    )
  }
  const key = openKey(folder, heldKeyName(folder) ?? logName(settings.origin))
  return Register.open({ folder, key, databaseUrl, onEvent, logFolder: join(folder, 'log') })
}

/** The site's services on an open register. */
export function makeServices(register: Register, settings: Settings, address: string): Services {
  const { smtpUrl, mailFrom = '', origin = address, proxied } = settings
  const mailer: Mailer =
    smtpUrl === undefined
      ? terminalMailer((text) => process.stderr.write(text))
      : smtpMailer(smtpUrl, mailFrom)
  const accounts = new Accounts(register)
  const uploads = new Uploads(register.database, join(settings.folder, 'uploads'))
  const now = (): string => register.now()
  const people = new People(register.database.db, now)
  const moderation = new Moderation(register.database.db, now)
  return { register, accounts, mailer, uploads, people, moderation, origin, now, proxied }
}

/** What is swept away: files that no record came to name for a day, secrets that count no more. */
const fileDay = 86_400_000
const sweepMilliseconds = 6 * 3_600_000

/** Sweeps now and every six hours, until told to stop. */
export function keepHouse({ accounts, uploads, now }: Services): () => Promise<void> {
  let running: Promise<unknown> = Promise.resolve()
  const sweep = (): void => {
    running = Promise.all([uploads.sweep(after(now(), -fileDay)), accounts.sweep()]).catch(
      // A database that is away is told elsewhere; the next sweep finds the same.
      () => undefined,
    )
  }
  sweep()
  const timer = setInterval(sweep, sweepMilliseconds)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
