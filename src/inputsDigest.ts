// One digest for all that a study was made from: the country's tables and shapes, and the settings.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson, type Json } from '#base/canonical.ts'
import type { Country } from '#country/model.ts'
import type { Study } from '#country/study.ts'

/**
 * SHA-256 over the study's canonical JSON and everything in the country, names sorted, arrays of numbers
 * as their little-endian bytes. Terrain enters by its sources' digests, which stand for every sample.
 */
export function inputsDigest(country: Country, study: Study): string {
  const hash = sha256.create()
  const say = (text: string): void => {
    hash.update(utf8ToBytes(text))
  }
  const walk = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) {
      say(`<${value.constructor.name} ${value.byteLength}>`)
      hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
    } else if (Array.isArray(value)) {
      say(`[${value.length}`)
      if (value.every((item) => typeof item === 'string')) say(JSON.stringify(value))
      else value.forEach(walk)
      say(']')
    } else if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).filter(([, item]) => item !== undefined)
      say('{')
      for (const [name, item] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
        say(`${name}:`)
        walk(item)
      }
      say('}')
    } else say(JSON.stringify(value) ?? 'null')
  }
  const { terrain, ...rest } = country
  say(canonicalJson(study as unknown as Json))
  walk(rest)
  walk(terrain.map(({ kind, source, grid }) => ({ kind, source, extent: grid.extent })))
  return `sha256:${bytesToHex(hash.digest())}`
}
