// The network that new fibre may be laid along: one root that stands for all fibre that works today,
// the places to serve, and what lies between. Built along roads (`fibreRoads.ts`) or straight between
// places (`fibreStraight.ts`).
import type { Lines } from '#geo/shapes.ts'

/** Candidate links. Node 0 is the root; every edge has its ground. */
export interface FibreNetwork {
  readonly nodeCount: number
  readonly from: Int32Array
  readonly to: Int32Array
  /** Along the ground, the detour of straight pieces included. */
  readonly lengthMeters: Float64Array
  /** Each edge's line, from its `from` to its `to`; at the root it ends where existing fibre is met. */
  readonly lines: Lines
  /** The node of each site, -1 where no fibre can be brought to it. */
  readonly nodeForSite: Int32Array
}

/** Collects edges while a network is built. */
export class NetworkBuilder {
  private readonly from: number[] = []
  private readonly to: number[] = []
  private readonly lengths: number[] = []
  private readonly offsets: number[] = [0]
  private readonly coordinates: number[] = []
  nodeCount = 1

  /** A new node. */
  addNode(): number {
    return this.nodeCount++
  }

  /** An edge between two nodes along a flat line; what begins and ends in one node is left out. */
  addEdge(from: number, to: number, lengthMeters: number, line: ArrayLike<number>): void {
    if (from === to) return
    this.from.push(from)
    this.to.push(to)
    this.lengths.push(lengthMeters)
    for (let i = 0; i < line.length; i++) this.coordinates.push(line[i])
    this.offsets.push(this.coordinates.length / 2)
  }

  /** The network as it stands. */
  finish(nodeForSite: Int32Array): FibreNetwork {
    return {
      nodeCount: this.nodeCount,
      from: Int32Array.from(this.from),
      to: Int32Array.from(this.to),
      lengthMeters: Float64Array.from(this.lengths),
      lines: {
        offsets: Int32Array.from(this.offsets),
        coordinates: Float64Array.from(this.coordinates),
      },
      nodeForSite,
    }
  }
}
