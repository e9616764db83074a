// Completes package-lock.json after an install: names the packages for other platforms that a
// partial registry did not offer, so `npm ci` accepts the file everywhere, and leaves out addresses,
// so each user's own registry serves it (digests stay). Run: node scripts/lock.mjs
import { readFileSync, writeFileSync } from 'node:fs'

const path = new URL('../package-lock.json', import.meta.url)
const lock = JSON.parse(readFileSync(path, 'utf8'))
const systems = [
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'aix',
  'win32',
  'windows',
]
const processors = [
  'arm64',
  'arm',
  'ia32',
  'x64',
  'ppc64',
  'ppc64le',
  's390x',
  'riscv64',
  'loong64',
  'mips64el',
  'wasm32',
  'universal',
]

for (const [place, entry] of Object.entries(lock.packages)) {
  if (entry.link !== true) delete entry.resolved
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${place}/node_modules/${name}`
    const top = `node_modules/${name}`
    if (lock.packages[nested] !== undefined || lock.packages[top] !== undefined) continue
    const parts = name.split(/[-/@]/)
    const os = systems.find((system) => parts.includes(system))
    const cpu = processors.find((processor) => parts.includes(processor))
    lock.packages[top] = {
      version: version.replace(/^[^\d]*/, ''),
      ...(entry.dev === true ? { dev: true } : {}),
      optional: true,
      ...(os === undefined ? {} : { os: [os === 'windows' ? 'win32' : os] }),
      ...(cpu === undefined || cpu === 'universal' ? {} : { cpu: [cpu] }),
    }
  }
}
const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1))
lock.packages = Object.fromEntries(sorted)
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
