// The site with the example's register and Dialogue on a database of its own, and a browser that keeps cookies.

import { join } from 'node:path'
import type { Hono } from 'hono'
import type { Mail } from '#accounts/mailer.ts'
import { makeExample } from '#example/makeExample.ts'
import { loadExampleRegister } from '#faces/exampleRegister/load.ts'
import { makeSite } from '#faces/site/app.ts'
import type { Services } from '#faces/site/services.ts'
import { type Published, publish } from '#faces/site/view.ts'
import { gather } from '#sources/gather.ts'
import { nodeSqlite } from '#sources/nodeSqlite.ts'
import { readStudy } from '#sources/studyFile.ts'
import { Accounts } from '#store/accounts.ts'
import { Moderation } from '#store/moderation.ts'
import { People } from '#store/people.ts'
import type { Register } from '#store/register.ts'
import { Uploads } from '#store/uploads.ts'
import { runStudy } from '#study.ts'
import { freshFolder, openRegister, removeFolder } from '../../../store/helpers.ts'

/** An open site. */
export interface Stage {
  readonly site: Hono
  readonly services: Services
  readonly register: Register
  readonly study: Published
  readonly mails: Mail[]
  /** Moves the register's clock. */
  readonly pass: (days: number) => void
  readonly close: () => Promise<void>
}

/** The example's country with so many places, planned. */
export async function planned(sites: number): Promise<Published> {
  const files = makeExample({ sites, seed: 11 })
  const { value: file } = readStudy(files.get('study.json') ?? new Uint8Array(), 'study.json')
  if (file === undefined) throw new Error('Cannot read the example’s study.json')
  const { country, study, problems } = await gather(file, new Map(files), {
    sql: nodeSqlite,
    manifest: { datasets: {} },
  })
  const documents = { plan: {}, gap: {}, roadmap: {}, check: {} }
  return publish(await runStudy(country, study), problems, documents)
}

/** Opens the site; `origin` is where a browser reaches it. */
export async function openStage(
  study: Published,
  origin = 'http://localhost',
  example = true,
): Promise<Stage> {
  const folder = freshFolder()
  let moved = 0
  const register = await openRegister(folder, { clock: () => Date.now() + moved })
  if (example) await loadExampleRegister(register, study.result)
  const mails: Mail[] = []
  const services: Services = {
    register,
    accounts: new Accounts(register),
    uploads: new Uploads(register.database, join(folder, 'uploads')),
    mailer: { send: async (mail) => void mails.push(mail) },
    people: new People(register.database.db, () => register.now()),
    moderation: new Moderation(register.database.db, () => register.now()),
    origin,
    now: () => register.now(),
  }
  const site = makeSite([study], {
    services,
    onError: console.error,
  })
  return {
    site,
    services,
    register,
    study,
    mails,
    pass: (days) => {
      moved += days * 86_400_000
    },
    close: async () => {
      await register.close()
      removeFolder(folder)
    },
  }
}
