import { ManualClock } from '@darkroom/foundation/testing'
import { onTestFinished } from 'vitest'
import type { DriverOptions, Failpoint, JobQueue } from '../src/index.ts'
import { createFileDriver } from '../src/index.ts'
import { FaultFileSystem } from '../src/testing/fault-file-system.ts'

export const directory = '/queue'
export const firstSegment = '/queue/journal.00000001.jsonl'

export interface FileBench {
  readonly queue: JobQueue
  readonly fs: FaultFileSystem
  readonly clock: ManualClock
  readonly warnings: readonly string[]
}

/** A file driver on a disk in memory. */
export const openFileBench = async (
  options: DriverOptions & {
    fs?: FaultFileSystem
    clock?: ManualClock
    failpoint?: Failpoint
    ballastBytes?: number
    compactAtLeastBytes?: number
    compactAtMostBytes?: number
  } = {},
): Promise<FileBench> => {
  const { fs = new FaultFileSystem(), clock = new ManualClock(), ...others } = options
  const warnings: string[] = []
  const onWarning = (message: string): void => {
    warnings.push(message)
  }
  const queue = createFileDriver({ ballastBytes: 0, ...others, directory, fs, clock, onWarning })
  await queue.open()
  onTestFinished(() => queue.close())
  return { queue, fs, clock, warnings }
}
