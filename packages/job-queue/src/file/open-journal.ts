import { CorruptJournalError } from '../errors.ts'
import type { StoreContext } from '../queue-store.ts'
import { Journal, type JournalOptions } from './journal.ts'
import { NewSegment } from './new-segment.ts'
import { readSegment, type SegmentReading } from './read-segment.ts'
import { Segment } from './segment.ts'
import { removeLeftovers, segmentNumbers, segmentPath } from './segment-files.ts'

/** Replays the newest segment, or begins the first. */
export const openJournal = async (
  context: StoreContext,
  options: JournalOptions,
): Promise<Journal> => {
  const { fs, directory } = options
  const names = await fs.list(directory)
  const [newest = 0] = segmentNumbers(names)
  const segment =
    newest === 0 ? await begin(context, options) : await resume(newest, context, options)
  await removeLeftovers(fs, { directory, names, newest })
  return new Journal(segment, options)
}

const begin = async ({ snapshot }: StoreContext, options: JournalOptions): Promise<Segment> => {
  const first = new NewSegment({ ...options, number: 1 })
  const { signal } = new AbortController()
  await first.writeSnapshot(snapshot(), signal)
  await first.rename()
  return first.finish()
}

const resume = async (
  number: number,
  { replay }: StoreContext,
  { fs, directory, failpoint, warn }: JournalOptions,
): Promise<Segment> => {
  const path = segmentPath(directory, number)
  const bytes = await fs.read(path)
  const reading = readSegment(bytes, { file: path, take: replay })
  warnOfTear(reading, { path, size: bytes.length, warn })
  const { end: length, snapshotEnd: snapshotBytes, damage } = reading
  const file = await fs.open(path)
  if (damage !== undefined) await file.truncate(length)
  // The bytes and the name written by a killed process may still be in memory only, and are about to be relied on.
  await file.datasync()
  await fs.syncDirectory(directory)
  return new Segment({ path, number, file, length, snapshotBytes, failpoint })
}

const warnOfTear = (
  { damage, end }: SegmentReading,
  { path, size, warn }: { path: string; size: number; warn: (message: string) => void },
): void => {
  if (damage === undefined) return
  if (!damage.isTornTail) throw new CorruptJournalError(path, damage)
  warn(`Cut ${size - end} bytes that were not fully written off the end of ${path}`)
}
