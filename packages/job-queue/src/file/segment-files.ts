import { join } from 'node:path'
import type { QueueFileSystem } from './file-system.ts'

const pattern = /^journal\.(\d{8})\.jsonl$/

export const segmentPath = (directory: string, number: number): string =>
  join(directory, `journal.${String(number).padStart(8, '0')}.jsonl`)

export const temporaryPath = (directory: string, number: number): string =>
  `${segmentPath(directory, number)}.tmp`

/** The numbers of the segments, newest first. There are several only when a rotation was cut short. */
export const segmentNumbers = (names: readonly string[]): readonly number[] =>
  names
    .flatMap((name) => {
      const digits = pattern.exec(name)?.[1]
      return digits === undefined ? [] : [Number(digits)]
    })
    .sort((left, right) => right - left)

/** Removes the leftover files of a rotation that was cut short. */
export const removeLeftovers = async (
  fs: QueueFileSystem,
  { directory, names, newest }: { directory: string; names: readonly string[]; newest: number },
): Promise<void> => {
  const temporary = names.filter((name) => name.startsWith('journal.') && name.endsWith('.tmp'))
  const old = segmentNumbers(names).filter((number) => number < newest)
  for (const name of temporary) await fs.remove(join(directory, name))
  for (const number of old) await fs.remove(segmentPath(directory, number))
}
