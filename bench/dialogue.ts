// The Dialogue at size: how long its records take into memory, what they weigh, and how fast its pages answer.
// Run: node bench/dialogue.ts [records]

import { makeSite } from '#faces/site/app.ts'
import { Accounts } from '#store/accounts.ts'
import { Dialogue } from '#store/dialogue.ts'
import { newId } from '#store/draft.ts'
import { Moderation } from '#store/moderation.ts'
import { People } from '#store/people.ts'
import { Uploads } from '#store/uploads.ts'
import { Voices } from '#store/voices.ts'
import { practiceData } from '../test/register/dialogueSamples.ts'
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
// One record in twenty is a comment, one in a hundred a practice, all others are voices.
const started = performance.now()
let made = 0
async function fill(): Promise<void> {
  while (made < records) {
    const i = made++
    const consultation = consultations[i % consultations.length]
    if (i % 100 === 0)
      await append('practice', { ...practiceData, signatory, title: `Practice ${i}` })
    else if (i % 20 === 1)
      await append('comment', {
        consultation,
        section: 's1',
        kind: i % 40 === 1 ? 'proposal' : 'comment',
        title: `Proposal ${i}`,
        language: 'en',
        text: `Something that somebody says at some length, number ${i}, of what should come first.`,
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
const site = makeSite([], {
  services: {
    register,
    accounts: new Accounts(register),
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
  '/consultations',
  `/consultations/${consultations[0]}`,
  `/consultations/${consultations[0]}/sections/s1`,
  `/feeds/${consultations[0]}.atom`,
  '/world',
]
for (const path of paths) {
  await site.request(path)
  const times: number[] = []
  for (let i = 0; i < 20; i++) {
    const start = performance.now()
    const answer = await site.request(path)
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
