import { randomBytes } from 'node:crypto'
import { CorruptJournalError } from '../errors.ts'
import { QueueState, type Retention } from '../queue-state.ts'
import type { Recovered } from '../queue-store.ts'
import { Journal, type JournalOptions } from './journal.ts'
import { NewSegment } from './new-segment.ts'
import { type Replay, replaySegment } from './replay.ts'
import { Segment } from './segment.ts'
import { removeLeftovers, segmentNumbers, segmentPath } from './segment-files.ts'
import { capture } from './snapshot.ts'

interface Kept {
  readonly retention: Retention
  readonly eventRetention: number
}

interface Opened {
  readonly journal: Journal
  readonly recovered: Recovered
}

export const createStoreEpoch = (): string => randomBytes(6).toString('hex')

/** Reads the newest segment, or begins the first. */
export const openJournal = async (
  options: JournalOptions & Kept & { readonly now: number },
): Promise<Opened> => {
  const { fs, directory } = options
  const names = await fs.list(directory)
  const [newest = 0] = segmentNumbers(names)
  const opened = newest === 0 ? await begin(options) : await resume(newest, options)
  await removeLeftovers(fs, { directory, names, newest })
  return opened
}

const begin = async (
  options: JournalOptions & Kept & { readonly now: number },
): Promise<Opened> => {
  const state = new QueueState({ storeEpoch: createStoreEpoch(), retention: options.retention })
  const recovered = { state, events: [] }
  const first = new NewSegment({ ...options, number: 1 })
  const { signal } = new AbortController()
  await first.writeSnapshot(capture(state, { events: [], at: options.now }), signal)
  await first.rename()
  return { journal: new Journal(await first.finish(), options), recovered }
}

const resume = async (number: number, options: JournalOptions & Kept): Promise<Opened> => {
  const { fs, directory, failpoint } = options
  const path = segmentPath(directory, number)
  const bytes = await fs.read(path)
  const replay = replaySegment(bytes, { ...options, file: path })
  warnOfTear(replay, { path, size: bytes.length, warn: options.warn })
  const file = await fs.open(path)
  if (replay.damage !== undefined) await file.truncate(replay.end)
  // What a killed process wrote, and the name it gave it, may still be in memory only, and are about to be relied on.
  await file.datasync()
  await fs.syncDirectory(directory)
  const { end: length, snapshotEnd: snapshotBytes, state, events } = replay
  const segment = new Segment({ path, number, file, length, snapshotBytes, failpoint })
  return { journal: new Journal(segment, options), recovered: { state, events } }
}

const warnOfTear = (
  { damage, end }: Replay,
  { path, size, warn }: { path: string; size: number; warn: (message: string) => void },
): void => {
  if (damage === undefined) return
  if (!damage.isTornTail) throw new CorruptJournalError(path, damage)
  warn(`Cut ${size - end} bytes that were not fully written off the end of ${path}`)
}
