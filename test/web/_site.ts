// A served example and a real Chromium, for the tests in this folder.

import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { type Browser, chromium } from 'playwright-core'
import { expect } from 'vitest'
import { bytesDigest, type Json } from '#base/canonical.ts'
import { studyDocuments } from '#documents.ts'
import { makeExample } from '#example/makeExample.ts'
import { makeSite } from '#faces/site/app.ts'
import { type Published, publish } from '#faces/site/view.ts'
import { bundleIn, type WebBundle } from '#faces/site/webBundle.ts'
import { gather } from '#sources/gather.ts'
import { nodeSqlite } from '#sources/nodeSqlite.ts'
import { readStudy } from '#sources/studyFile.ts'
import { runStudy } from '#study.ts'
import { findChromium } from '../../scripts/chromium.mjs'
import { buildBundle, distFolder } from '../../web/build.ts'

/** A site on a loopback port. */
export interface ServedSite {
  readonly address: string
  readonly resultDigest: string
  readonly close: () => void
}

/**
 * Plans an example country in this process.
 *
 * @param change Changes the example's files before they are read.
 */
export async function planExample(
  sites: number,
  seed: number,
  change: (files: Map<string, Uint8Array>) => void = () => {},
): Promise<Published> {
  const files = new Map(makeExample({ sites, seed }))
  change(files)
  const { value: file } = readStudy(files.get('study.json') ?? new Uint8Array(), 'study.json')
  if (file === undefined) throw new Error('Cannot read the example’s study.json')
  const manifest = { datasets: {} }
  const { country, study, problems } = await gather(file, files, { sql: nodeSqlite, manifest })
  const result = await runStudy(country, study)
  const documents = studyDocuments(result, problems, 0)
  const used = new Set(file.sources.map((source) => source.file ?? ''))
  const shared = [...files]
    .filter(([name]) => used.has(name))
    .map(([name, bytes]) => ({ name, bytes, digest: bytesDigest(bytes) }))
  const inputs = { study: file as unknown as Json, manifest, files: shared }
  const origin = {
    place: { kind: 'example', example: { sites, seed } },
    overrides: [],
    file,
  } as const
  return publish(result, problems, documents, {
    command: 'bin/silta plan example --json',
    inputs,
    origin,
  })
}

/** The bundle of what runs in a browser, built. */
export async function builtBundle(): Promise<WebBundle> {
  await buildBundle()
  return bundleIn(distFolder, Promise.resolve())
}

/** Plans an example country and serves it, without a register. */
export async function serveExample(
  sites: number,
  seed: number,
  change?: (files: Map<string, Uint8Array>) => void,
): Promise<ServedSite> {
  const bundle = await builtBundle()
  const published = await planExample(sites, seed, change)
  const faults: unknown[] = []
  const site = makeSite([published], { bundle, onError: (error) => faults.push(error) })
  const server = serve({ fetch: site.fetch, hostname: '127.0.0.1', port: 0 })
  await new Promise<void>((resolve) => server.once('listening', () => resolve()))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    resultDigest: published.result.resultDigest,
    close: () => {
      server.close()
      expect(faults).toEqual([])
    },
  }
}

/** A Chromium that asks nothing of the network by itself. */
export function startChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined)
    throw new Error(
      'Cannot test in a browser: no Chromium is installed (scripts/chromium.mjs brings one)',
    )
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  })
}
