import { ManualClock } from '@darkroom/foundation/testing'
import { onTestFinished } from 'vitest'
import {
  createFileStore,
  createQueue,
  type FileStoreOptions,
  type JobQueue,
  type QueueRules,
} from '../src/index.ts'
import { FaultFileSystem } from '../src/testing/fault-file-system.ts'

export const directory = '/queue'
export const firstSegment = '/queue/journal.00000001.jsonl'

type Options = QueueRules & Partial<FileStoreOptions>

/** Creates a queue over files, without ballast and silent, unless told otherwise. */
export const createFileQueue = (options: Options): JobQueue => {
  const { fs, failpoint, compactAtLeastBytes, compactAtMostBytes, ...others } = options
  const { directory: place = directory, ballastBytes = 0, onWarning = () => undefined } = options
  const compaction = { compactAtLeastBytes, compactAtMostBytes }
  const kept = { directory: place, fs, ballastBytes, onWarning, failpoint }
  return createQueue({ ...others, store: createFileStore({ ...kept, ...compaction }) })
}

export interface FileBench {
  readonly queue: JobQueue
  readonly fs: FaultFileSystem
  readonly clock: ManualClock
  readonly warnings: readonly string[]
}

/** Opens a queue over a disk in memory. */
export const openFileBench = async (
  options: Options & { fs?: FaultFileSystem; clock?: ManualClock } = {},
): Promise<FileBench> => {
  const { fs = new FaultFileSystem(), clock = new ManualClock() } = options
  const warnings: string[] = []
  const onWarning = (message: string): void => {
    warnings.push(message)
  }
  const queue = createFileQueue({ ...options, fs, clock, onWarning })
  await queue.open()
  onTestFinished(() => queue.close())
  return { queue, fs, clock, warnings }
}
