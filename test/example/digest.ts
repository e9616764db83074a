// Digests of an example's files, for comparing engines: run by Node 24, Node 26 and Chromium.
import { bytesDigest } from '#base/canonical.ts'
import { makeExample } from '#example/makeExample.ts'

/** The digest of each file of a small country. */
export function exampleDigests(): Record<string, string> {
  const files = makeExample({ sites: 300, seed: 2 })
  return Object.fromEntries([...files].map(([name, bytes]) => [name, bytesDigest(bytes)]))
}
