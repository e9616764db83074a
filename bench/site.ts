// How long the site takes to answer, and how heavy its answers are: pages, pictures and downloads of
// the example, made anew for each request and compressed with brotli as they travel.
import { makeExample } from '#example/makeExample.ts'
import { makeSite } from '#faces/site/app.ts'
import { publish } from '#faces/site/view.ts'
import { gather } from '#sources/gather.ts'
import { readStudy } from '#sources/studyFile.ts'
import { runStudy } from '#study.ts'

const sizes = [2000, 10_000]
const paths = [
  ['/', 20],
  ['/sites', 20],
  ['/sites?q=a&page=3', 20],
  ['/areas', 20],
  ['/plan', 20],
  ['/map', 20],
  ['/map.svg', 5],
  ['/map.json', 5],
  ['/files/sites.csv', 5],
  ['/files/plan.gpkg', 5],
] as const

for (const sites of sizes) {
  const files = makeExample({ sites, seed: 1 })
  const { value: file } = readStudy(files.get('study.json') ?? new Uint8Array(), 'study.json')
  if (file === undefined) throw new Error('Cannot read the example’s study.json')
  const { country, study, problems } = await gather(file, files)
  const result = await runStudy(country, study)
  console.log(`\n${sites.toLocaleString('en')} sites\n`)
  console.log('answer                 first ms   min ms  mean ms     bytes')
  for (const [path, times] of paths) {
    // A new site for each address, so that nothing is kept from another.
    const site = makeSite([publish(result, problems, {})])
    const taken: number[] = []
    let bytes = 0
    for (let i = 0; i <= times; i++) {
      const startedAt = performance.now()
      const answer = await site.request(path, { headers: { 'accept-encoding': 'br' } })
      bytes = (await answer.arrayBuffer()).byteLength
      taken.push(performance.now() - startedAt)
    }
    const [first, ...later] = taken
    const mean = later.reduce((sum, each) => sum + each, 0) / later.length
    const cells = [first, Math.min(...later), mean].map((ms) => ms.toFixed(1).padStart(9))
    console.log(`${path.padEnd(20)}${cells.join('')} ${bytes.toLocaleString('en').padStart(9)}`)
  }
}
