// Every kernel that a thread may be asked to run: all of them pure functions of what they are given.
import type { Kernel } from '#base/workers.ts'
import { blockKernel } from '#plan/blocks.ts'
import { areaKernel } from '#radio/area.ts'
import { itmAreaKernel } from '#radio/itmArea.ts'

/** The kernels by name; a thread loads this list once. */
export const kernels: readonly Kernel<never, unknown>[] = [areaKernel, blockKernel, itmAreaKernel]
