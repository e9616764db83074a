// The way through the blocks of an extract, more than once, with a breath for whoever waits.
import { report, type Watch } from '#base/progress.ts'
import { Damage } from '#sources/read/_faults.ts'
import { type BlockKinds, type BlockVisitor, visitBlock } from '#sources/read/_osmBlocks.ts'
import { type Blob, blobContent, blobsOf, readHeader } from '#sources/read/_osmFile.ts'

/** Blocks between two breaths: the page and the keyboard are heard that often. */
const blocksPerBreath = 32

/** Goes over the blocks of a file, more than once, each time only over those that hold what is looked for. */
export class Walk {
  /** The block at hand, from 1; 0 before the first. */
  block = 0
  readonly bytes: Uint8Array
  readonly watch: Watch
  blobs: readonly Blob[] = []
  /** What each block held; undefined until it was opened. */
  kinds: (BlockKinds | undefined)[] = []

  constructor(bytes: Uint8Array, watch: Watch) {
    this.bytes = bytes
    this.watch = watch
  }

  /** Lists the blocks and reads the header; gives the date of the data. @throws Damage */
  open(): string {
    if (this.bytes.length === 0) throw new Damage('the file is empty')
    const blobs: Blob[] = []
    this.block = 1
    for (const blob of blobsOf(this.bytes)) {
      blobs.push(blob)
      this.block = blobs.length + 1
    }
    this.block = 1
    if (blobs[0].kind !== 'OSMHeader') throw new Damage('it does not start with a header')
    const header = readHeader(blobContent(this.bytes, blobs[0]))
    if (header.unknownFeatures.length > 0) {
      throw new Damage(
        `it needs features that Silta does not read: ${header.unknownFeatures.join(', ')}`,
      )
    }
    this.blobs = blobs
    return header.date
  }

  /** Hands the elements of the blocks that hold what is looked for to a visitor. @throws Damage */
  async visit(
    stage: string,
    holds: (kinds: BlockKinds) => boolean,
    visitor: BlockVisitor,
  ): Promise<void> {
    for (let i = 1; i < this.blobs.length; i++) {
      const blob = this.blobs[i]
      this.block = i + 1
      if (i % blocksPerBreath === 1) {
        report(this.watch, stage, i / this.blobs.length)
        await breath()
      }
      const known = this.kinds[i]
      if (blob.kind !== 'OSMData' || (known !== undefined && !holds(known))) continue
      this.kinds[i] = visitBlock(blobContent(this.bytes, blob), visitor)
    }
    report(this.watch, stage, 1)
  }
}

/** Lets what waits (a key, a page's next frame) have its turn. */
const breath = () => new Promise<void>((resolve) => setTimeout(resolve))
