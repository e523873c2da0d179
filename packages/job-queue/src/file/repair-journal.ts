import { basename } from 'node:path'
import { toSettings } from '../queue-options.ts'
import type { QueueState } from '../queue-state.ts'
import type { StoreRecord } from '../queue-store.ts'
import { Replica } from '../replica.ts'
import { capture } from '../snapshot.ts'
import type { QueueFileSystem } from './file-system.ts'
import { readLines } from './journal-line.ts'
import { NewSegment } from './new-segment.ts'
import { nodeFileSystem } from './node-file-system.ts'
import { readSegment, type SegmentReading } from './read-segment.ts'
import { segmentNumbers, segmentPath } from './segment-files.ts'
import { writeFully } from './write-fully.ts'

export type RepairReport =
  | { readonly outcome: 'empty' }
  | { readonly outcome: 'sound'; readonly file: string; readonly jobs: number }
  | {
      readonly outcome: 'repaired'
      readonly file: string
      /** Offset of the first damaged byte. */
      readonly offset: number
      readonly reason: string
      /** Path of the unchanged damaged file. */
      readonly copy: string
      /** Number of jobs in the queue now. */
      readonly jobs: number
      /** Good lines after the damage that could not be used, because lines before them are missing. */
      readonly unusedLines: number
    }

/**
 * Repairs a damaged journal: keeps the valid lines before the damage and, when the damage is in the snapshot that the
 * file begins with, every other valid line. The damaged file stays beside it. Event ids start anew, since those of lost
 * events would otherwise be given to others.
 */
export const repairJournal = async (
  directory: string,
  { fs = nodeFileSystem, now = Date.now() }: { fs?: QueueFileSystem; now?: number } = {},
): Promise<RepairReport> => {
  const unlock = await fs.lock(directory)
  try {
    const [newest] = segmentNumbers(await fs.list(directory))
    return newest === undefined
      ? { outcome: 'empty' }
      : await repair(newest, { directory, fs, now })
  } finally {
    await unlock()
  }
}

/** Folds the whole segment without forgetting any ended job. */
const replay = (
  bytes: Uint8Array,
  file: string,
  { salvage = false }: { salvage?: boolean } = {},
): SegmentReading & { readonly state: QueueState } => {
  const replica = new Replica(toSettings({ leanJobs: Number.MAX_SAFE_INTEGER }))
  const take = (record: StoreRecord): void => replica.replay(record)
  return { ...readSegment(bytes, { file, take, salvage }), state: replica.state }
}

const repair = async (
  number: number,
  { directory, fs, now }: { directory: string; fs: QueueFileSystem; now: number },
): Promise<RepairReport> => {
  const file = segmentPath(directory, number)
  const bytes = await fs.read(file)
  const { damage, state: sound } = replay(bytes, file)
  if (damage === undefined) return { outcome: 'sound', file, jobs: sound.jobs.size }
  const kept = replay(bytes, file, { salvage: true })
  const next = new NewSegment({ fs, directory, number: number + 1, failpoint: undefined })
  const { signal } = new AbortController()
  await next.writeSnapshot(capture(kept.state, { events: [], at: now }), signal)
  const copy = `${file}.damaged`
  await saveCopy(fs, { path: copy, bytes })
  await next.rename()
  const segment = await next.finish()
  await segment.close()
  await fs.remove(file)
  const { offset, reason } = damage
  const unusedLines = kept.damage === undefined ? 0 : countGood(bytes, kept.damage.offset)
  const jobs = kept.state.jobs.size
  return { outcome: 'repaired', file, offset, reason, copy, jobs, unusedLines }
}

const saveCopy = async (
  fs: QueueFileSystem,
  { path, bytes }: { path: string; bytes: Uint8Array },
): Promise<void> => {
  const file = await fs.create(path)
  await writeFully(file, bytes, 0)
  await file.datasync()
  await file.close()
}

const countGood = (bytes: Uint8Array, start: number): number =>
  [...readLines(bytes, start)].filter(({ value }) => value !== undefined).length

/** The report as a sentence for a person. */
export const describeRepair = (report: RepairReport): string => {
  switch (report.outcome) {
    case 'empty':
      return 'There is no journal here.'
    case 'sound':
      return `${basename(report.file)} is sound (jobs: ${report.jobs}). Nothing was changed.`
    case 'repaired':
      return [
        `${basename(report.file)} was damaged at byte ${report.offset}: ${report.reason}.`,
        `Jobs kept: ${report.jobs}. Good lines after the damage that could not be used: ${report.unusedLines}.`,
        `The damaged file is now ${basename(report.copy)}.`,
      ].join('\n')
  }
}
