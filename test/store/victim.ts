// A server to be killed: appends from many sides at once and says on stdout what was acknowledged.
import { writeSync } from 'node:fs'
import { account, commitmentFor, openRegister } from './helpers.ts'

const [folder, signatory, declaration, round] = process.argv.slice(2)
const register = await openRegister(folder, {
  onEvent: (sentence) => writeSync(2, `${new Date().toISOString()} ${sentence}\n`),
})
writeSync(1, 'open\n')

const writer = async (writerNumber: number): Promise<void> => {
  for (let i = 0; ; i++) {
    const title = `Round ${round}, writer ${writerNumber}, number ${i}`
    try {
      const data = commitmentFor(signatory, declaration, title)
      const { id, index } = await register.append({ kind: 'commitment', data, by: account })
      writeSync(1, `taken ${id} ${index}\n`)
    } catch {
      // The database is gone for now: nothing was acknowledged, so nothing is promised.
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
await Promise.all(Array.from({ length: 8 }, (_, i) => writer(i)))
