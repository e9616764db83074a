// The Dialogue at size: how long its records take into memory, what they weigh, and how fast its pages answer.
// Run: node --expose-gc bench/dialogue.ts [records]

import { makeSite } from '#faces/site/app.ts'
import { Accounts } from '#store/accounts.ts'
import { Dialogue } from '#store/dialogue.ts'
import { newId } from '#store/draft.ts'
import { Moderation } from '#store/moderation.ts'
import { People } from '#store/people.ts'
import { Uploads } from '#store/uploads.ts'
import { Voices } from '#store/voices.ts'
import { needData, pledgeData, practiceData } from '../test/register/dialogueSamples.ts'
import { freshFolder, openRegister, removeFolder } from '../test/store/helpers.ts'

const records = Number(process.argv[2] ?? 100_000)
const folder = freshFolder()
const register = await openRegister(folder)
const by = newId()
const append = (kind: string, data: object) =>
  register.append({ kind, data, by } as unknown as Parameters<typeof register.append>[0])

const country = {
  kind: 'country',
  name: 'Lumora',
  country: 'XAA',
  fictional: true,
  officials: [by],
}
const { id: signatory } = await append('signatory', country)
const { id: partner } = await append('signatory', {
  ...country,
  kind: 'organization',
  name: 'Brightwater Foundation',
})
const day = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const consultations: string[] = []
for (let i = 0; i < 20; i++) {
  const { id } = await append('consultation', {
    title: `What comes first, part ${i}`,
    signatory,
    language: 'en',
    about: 'other',
    from: day(-1),
    until: day(30),
    summary: 'Tell us.',
    sections: [
      {
        code: 's1',
        title: 'Order',
        text: 'The valley first.',
        options: [
          { code: 'o1', text: 'The valley' },
          { code: 'o2', text: 'The hills' },
        ],
      },
    ],
  })
  consultations.push(id)
}
/** What somebody says at some length: 400 letters, no two alike. */
const said = (i: number): string =>
  Array.from({ length: 10 }, (_, k) => `what should come first is number ${i * 31 + k * 7}`)
    .join(', ')
    .slice(0, 400)
// Of a hundred records sixty are voices, thirty comments or proposals, four practices, three needs, three pledges.
const started = performance.now()
let made = 0
let lastNeed = ''
async function fill(): Promise<void> {
  while (made < records) {
    const i = made++
    const consultation = consultations[i % consultations.length]
    const kind = i % 100
    if (kind < 4) {
      const title = `Practice ${i}`
      await append('practice', { ...practiceData, signatory, title, context: said(i) })
    } else if (kind < 7)
      ({ id: lastNeed } = await append('need', { ...needData, signatory, title: `Need ${i}` }))
    else if (kind < 10)
      await append('pledge', { ...pledgeData, signatory: partner, title: `Pledge ${i}` })
    else if (kind < 40)
      await append('comment', {
        consultation,
        section: 's1',
        kind: i % 2 === 1 ? 'proposal' : 'comment',
        title: `Proposal ${i}`,
        language: 'en',
        text: said(i),
      })
    else
      await append('support', {
        consultation,
        section: 's1',
        option: i % 3 === 0 ? 'o1' : 'o2',
        act: 'give',
      })
  }
}
await Promise.all(Array.from({ length: 64 }, fill))
console.log(`${records} records entered in ${Math.round((performance.now() - started) / 1000)} s`)

const rss = (): number => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 2 ** 20
}
const before = rss()
const dialogue = new Dialogue(register)
const at = performance.now()
await dialogue.snapshot()
console.log(
  `into memory: ${Math.round(performance.now() - at)} ms, ${Math.round(rss() - before)} MiB`,
)
new Voices(dialogue)

const now = (): string => register.now()
const accounts = new Accounts(register)
// What waits is for an official of the signatory whose needs and consultations these are.
const { db } = register.database
await db
  .insertInto('account')
  .values({ id: by, kind: 'official', name: 'Person', email: 'o@city.example', created: now() })
  .execute()
await db.insertInto('account_role').values({ account: by, role: 'official', signatory }).execute()
const { token } = await accounts.openSession(by, 'passkey')
const headers = { cookie: `silta-session=${token}` }
const site = makeSite([], {
  services: {
    register,
    accounts,
    mailer: { send: async () => {} },
    uploads: new Uploads(register.database, `${folder}/uploads`),
    people: new People(register.database.db, now),
    moderation: new Moderation(register.database.db, now),
    origin: 'http://localhost',
    now,
  },
})
const paths = [
  '/dialogue',
  '/practices',
  '/practices?q=library',
  '/practices?q=%E7%BD%91%E7%BB%9C&topic=skills',
  '/needs',
  `/needs/${lastNeed}`,
  '/consultations',
  `/consultations/${consultations[0]}`,
  `/consultations/${consultations[0]}/sections/s1`,
  `/feeds/${consultations[0]}.atom`,
  '/world',
  '/waiting',
]
for (const path of paths) {
  await site.request(path, { headers })
  const times: number[] = []
  for (let i = 0; i < 20; i++) {
    const start = performance.now()
    const answer = await site.request(path, { headers })
    await answer.arrayBuffer()
    times.push(performance.now() - start)
    if (answer.status !== 200) console.log(path, answer.status)
  }
  times.sort((a, b) => a - b)
  const shown = path.replace(consultations[0], 'ID')
  console.log(`${shown}: median ${times[10].toFixed(1)} ms, p95 ${times[18].toFixed(1)} ms`)
}
await register.close()
removeFolder(folder)
