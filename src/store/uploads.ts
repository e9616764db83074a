// Files that people give: pictures, PDFs and measured series. What is kept is what we wrote ourselves from
// what was read (pictures from their pixels, series from their numbers) or looked through (PDFs), under its
// digest. A file is found only as long as a record that is shown names it.
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import sharp from 'sharp'
import type { Fault } from '#register/schema.ts'
import { cleanPdf } from '#store/_pdf.ts'
import { type Measured, readSeries, type SeriesFault, writeSeries } from '#store/_series.ts'
import type { Database } from '#store/database.ts'
import { RefusedError } from '#store/draft.ts'

/** What a field takes: `picture` is PNG, JPEG or WebP; `evidence` also PDF and CSV. */
export type Takes = 'picture' | 'evidence'

/** A file that was kept. */
export interface Kept {
  /** As a record names it: `sha256:…`. */
  readonly digest: string
  readonly type: string
  readonly bytes: number
  /** The measurements of a CSV file. */
  readonly series?: readonly Measured[]
}

/** What a file may hold, for the `accept` of a form's field. */
export const accepted: Readonly<Record<Takes, string>> = {
  picture: 'image/png,image/jpeg,image/webp',
  evidence: 'image/png,image/jpeg,image/webp,application/pdf,text/csv,.csv',
}

/** The most bytes that a file may have when it comes; a form allows a little more for the rest of it. */
export const fileMostBytes = 10_000_000
const seriesMostBytes = 200_000
/** A picture of more pixels is refused before it is unpacked, one with longer sides is made smaller. */
const pixelsMost = 50_000_000
const sideMost = 2400

// Nothing but these three is ever read as a picture, whatever a file calls itself.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
})
sharp.cache(false)

type Kind = 'png' | 'jpeg' | 'webp' | 'pdf' | 'csv'

const types: Readonly<Record<Kind, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  pdf: 'application/pdf',
  csv: 'text/csv',
}

/** What a file is by its own bytes; its name and what a browser says of it count for nothing. */
function kindOf(bytes: Uint8Array): Kind | undefined {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1')
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (start.startsWith('RIFF') && start.slice(8, 12) === 'WEBP') return 'webp'
  if (start.startsWith('%PDF-')) return 'pdf'
  return /^(?:\xef\xbb\xbf)?\s*"?date/i.test(start) ? 'csv' : undefined
}

const unknown: Fault = {
  at: '',
  code: 'file-unknown',
  message: 'This is no file of a kind that is taken here',
  cure: 'Choose a picture (PNG, JPEG, WebP), a PDF, or a series as CSV with the columns "date" and "value"',
}

interface Cleaned {
  readonly kind: Kind
  readonly bytes: Uint8Array
  readonly series?: readonly Measured[]
}

async function clean(
  bytes: Uint8Array,
  takes: Takes,
): Promise<Cleaned | (Fault & Partial<SeriesFault>)> {
  if (bytes.length > fileMostBytes)
    return {
      at: '',
      code: 'file-large',
      message: `The file has ${(bytes.length / 1e6).toFixed(1)} MB, and ${fileMostBytes / 1e6} MB are the most`,
      cure: 'Choose a smaller one',
    }
  const kind = kindOf(bytes)
  if (kind === undefined || (takes === 'picture' && (kind === 'pdf' || kind === 'csv')))
    return unknown
  if (kind === 'pdf') {
    const cleaned = await cleanPdf(bytes)
    return Buffer.isBuffer(cleaned) ? { kind, bytes: cleaned } : cleaned
  }
  if (kind === 'csv') {
    const series = readSeries(bytes.subarray(0, seriesMostBytes + 1))
    return 'code' in series ? series : { kind, bytes: writeSeries(series), series }
  }
  return cleanPicture(bytes, kind)
}

/** The pixels, written anew: no place, no author, no camera, nothing hidden behind the picture. */
async function cleanPicture(
  bytes: Uint8Array,
  kind: 'png' | 'jpeg' | 'webp',
): Promise<Cleaned | Fault> {
  try {
    const picture = sharp(bytes, { limitInputPixels: pixelsMost, failOn: 'error' })
      .rotate()
      .resize({ width: sideMost, height: sideMost, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
    const written =
      kind === 'jpeg'
        ? picture.jpeg({ quality: 82 })
        : kind === 'png'
          ? picture.png({ compressionLevel: 9 })
          : picture.webp({ quality: 82 })
    return { kind, bytes: await written.toBuffer() }
  } catch (error) {
    const large = (error as Error).message.includes('pixel limit')
    return {
      at: '',
      code: large ? 'file-large' : 'file-damaged',
      message: large
        ? `The picture has more than ${pixelsMost / 1e6} million pixels`
        : 'The picture cannot be read',
      cure: large ? 'Choose a smaller one' : 'Open it, save it anew and choose that one',
    }
  }
}

/** Keeps files. */
export class Uploads {
  readonly #database: Database
  readonly #folder: string

  constructor(database: Database, folder: string) {
    this.#database = database
    this.#folder = folder
  }

  #path(digest: string): string {
    const hex = digest.slice('sha256:'.length)
    return join(this.#folder, hex.slice(0, 2), hex.slice(2))
  }

  /**
   * Looks a file through and keeps it, for a record that will name its digest.
   *
   * @param field The form's field, for the problems' places.
   * @throws RefusedError where it is not taken.
   */
  async keep(
    given: Uint8Array,
    { takes, by, now, field = 'file' }: { takes: Takes; by: string; now: string; field?: string },
  ): Promise<Kept> {
    const cleaned = await clean(given, takes)
    if ('code' in cleaned) {
      const { code, message, cure, row = 0 } = cleaned
      const at = { source: 'upload', table: `upload/${field}`, row }
      throw new RefusedError([{ level: 'error', code, at, message, cure }])
    }
    const { kind, bytes, series } = cleaned
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
    await this.#write(this.#path(digest), bytes)
    const type = types[kind]
    await this.#database.db
      .insertInto('upload')
      .values({ digest, type, bytes: bytes.length, created: now, by })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return { digest, type, bytes: bytes.length, ...(series === undefined ? {} : { series }) }
  }

  async #write(path: string, bytes: Uint8Array): Promise<void> {
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 })
    const fresh = `${path}.${randomBytes(6).toString('hex')}`
    const file = await open(fresh, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(fresh, path)
  }

  /** A file, as long as a record that is shown names it. */
  async find(digest: string): Promise<{ type: string; content: Uint8Array } | undefined> {
    const found = await this.about([digest])
    if (found[0] === undefined) return undefined
    const content = await readFile(this.#path(digest)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    return content === undefined ? undefined : { type: found[0].type, content }
  }

  /** Type and size of those files that may be shown. */
  async about(digests: readonly string[]): Promise<Kept[]> {
    if (digests.length === 0) return []
    return this.#database.db
      .selectFrom('upload as u')
      .select(['u.digest', 'u.type', 'u.bytes'])
      .where('u.digest', 'in', digests)
      .where(
        sql<boolean>`exists (select 1 from record_file f join record_head h on h.id = f.id
          where f.digest = u.digest and not h.hidden)`,
      )
      .execute()
  }

  /**
   * Removes files that no record names: of forms that were never finished, of records that were erased.
   *
   * @param before Files that came later than this instant are left alone: their record may be on its way.
   */
  async sweep(before: string): Promise<number> {
    const rows = await this.#database.db
      .deleteFrom('upload as u')
      .where('u.created', '<', before)
      .where(sql<boolean>`not exists (select 1 from record_file f where f.digest = u.digest)`)
      .returning('u.digest')
      .execute()
    for (const { digest } of rows) await rm(this.#path(digest), { force: true })
    return rows.length
  }
}
