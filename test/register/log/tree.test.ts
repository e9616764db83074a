// The Merkle tree against published probes, and against a root computed straight from RFC 6962's words.
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  consistencyHolds,
  consistencyProof,
  emptyRoot,
  inclusionHolds,
  inclusionProof,
  leafHash,
  nodeHash,
  type ReadHash,
  treeRoot,
} from '#register/log/tree.ts'
import { filesBelow, haveVectors, readJson, vectors } from './vectors.ts'

const sha = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** MTH of RFC 6962 § 2.1, word for word, on Node's own SHA-256. */
function statedRoot(entries: readonly Uint8Array[]): Buffer {
  if (entries.length === 0) return sha()
  if (entries.length === 1) return sha(Buffer.of(0), entries[0])
  let k = 1
  while (k * 2 < entries.length) k *= 2
  return sha(Buffer.of(1), statedRoot(entries.slice(0, k)), statedRoot(entries.slice(k)))
}

const entries = Array.from({ length: 70 }, (_, i) => Buffer.from(`entry ${i}`))

const read: ReadHash = async (level, index) => {
  let width = 1
  for (let i = 0; i < level; i++) width *= 2
  return statedRoot(entries.slice(index * width, (index + 1) * width))
}

test('leafHash() and nodeHash() prefix what they hash, and emptyRoot() is SHA-256 of nothing', () => {
  expect(Buffer.from(leafHash(entries[0]))).toEqual(sha(Buffer.of(0), entries[0]))
  expect(Buffer.from(nodeHash(entries[0], entries[1]))).toEqual(
    sha(Buffer.of(1), entries[0], entries[1]),
  )
  expect(Buffer.from(emptyRoot()).toString('base64')).toBe(
    '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  )
})

test('treeRoot() equals the root that RFC 6962 defines, for every size to 70', async () => {
  for (let size = 0; size <= entries.length; size++)
    expect(Buffer.from(await treeRoot(read, size))).toEqual(statedRoot(entries.slice(0, size)))
})

test('inclusionProof() holds for every entry of every tree to 40, and for no other entry', async () => {
  for (let size = 1; size <= 40; size++) {
    const root = statedRoot(entries.slice(0, size))
    for (let index = 0; index < size; index++) {
      const proof = await inclusionProof(read, index, size)
      expect(inclusionHolds(index, size, leafHash(entries[index]), proof, root)).toBe(true)
      expect(inclusionHolds(index, size, leafHash(entries[index + 1]), proof, root)).toBe(false)
      expect(inclusionHolds(index + 1, size, leafHash(entries[index]), proof, root)).toBe(false)
    }
  }
  await expect(inclusionProof(read, 5, 5)).rejects.toThrow(RangeError)
})

test('consistencyProof() holds for every pair of sizes to 40, and not for a changed old tree', async () => {
  for (let size = 1; size <= 40; size++) {
    const root = statedRoot(entries.slice(0, size))
    for (let old = 1; old <= size; old++) {
      const proof = await consistencyProof(read, old, size)
      const oldRoot = statedRoot(entries.slice(0, old))
      const forked = statedRoot([...entries.slice(0, old - 1), Buffer.from('another')])
      expect(consistencyHolds(old, size, oldRoot, root, proof)).toBe(true)
      expect(consistencyHolds(old, size, forked, root, proof)).toBe(false)
      if (old < size) expect(consistencyHolds(old + 1, size, oldRoot, root, proof)).toBe(false)
    }
  }
  await expect(consistencyProof(read, 0, 5)).rejects.toThrow(RangeError)
})

interface Probe {
  readonly leafIdx: number
  readonly treeSize: number
  readonly root: string
  readonly leafHash: string
  readonly size1: number
  readonly size2: number
  readonly root1: string
  readonly root2: string
  readonly proof: readonly string[] | null
  readonly desc: string
  readonly wantErr: boolean
}

const bytes = (text: string): Uint8Array => Buffer.from(text ?? '', 'base64')
const probes = haveVectors
  ? ['inclusion', 'consistency'].flatMap((kind) => {
      const folder = join(vectors, 'merkle', 'testdata', kind)
      return filesBelow(folder).map((path) => ({
        kind,
        path,
        probe: readJson<Probe>(join(folder, path)),
      }))
    })
  : []

test.skipIf(!haveVectors)(
  'inclusionHolds() and consistencyHolds() judge all 196 probes of transparency-dev/merkle as published',
  () => {
    expect(probes.length).toBe(196)
    const wrong = probes.filter(({ kind, probe }) => {
      const proof = (probe.proof ?? []).map(bytes)
      const holds =
        kind === 'inclusion'
          ? inclusionHolds(
              probe.leafIdx,
              probe.treeSize,
              bytes(probe.leafHash),
              proof,
              bytes(probe.root),
            )
          : consistencyHolds(
              probe.size1,
              probe.size2,
              bytes(probe.root1),
              bytes(probe.root2),
              proof,
            )
      return holds === probe.wantErr
    })
    expect(wrong.map(({ path, probe }) => `${path}: ${probe.desc}`)).toEqual([])
  },
)
