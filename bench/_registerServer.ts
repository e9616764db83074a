// The site of a register on a loopback port, in a process of its own: `bench/register.ts` starts it.
import { join } from 'node:path'
import { listen } from '#faces/cli/listen.ts'
import { makeServices } from '#faces/cli/openServices.ts'
import { makeSite } from '#faces/site/app.ts'
import { openKey } from '#store/keys.ts'
import { Register } from '#store/register.ts'

const [folder, name] = process.argv.slice(2)
const started = performance.now()
const register = await Register.open({ folder, key: openKey(folder, name) })
const opened = performance.now() - started
const server = await listen('127.0.0.1', 0)
const settings = { folder: join(folder), chosen: true, proxied: false }
const services = makeServices(register, settings, `http://localhost:${server.port}`)
server.show(makeSite([], { services, onError: console.error }))
process.stdout.write(`${JSON.stringify({ port: server.port, opened })}\n`)
process.on('SIGTERM', () => {
  void server
    .close()
    .then(() => register.close())
    .then(() => process.exit(0))
})
