import {
  type Entry,
  isEntry,
  isSnapshotLine,
  QueueError,
  type SnapshotLine,
} from '@darkroom/job-queue'

const parseAs =
  <T>(is: (value: unknown) => value is T) =>
  (text: string, where: string): T => {
    try {
      const value: unknown = JSON.parse(text)
      if (is(value)) return value
    } catch (cause) {
      throw new QueueError(`What the database has ${where} cannot be read`, { cause })
    }
    throw new QueueError(`What the database has ${where} is nothing that a queue wrote`)
  }

/** @throws QueueError when it is none */
export const parseEntry: (text: string, where: string) => Entry = parseAs(isEntry)

/** @throws QueueError when it is none */
export const parseSnapshotLine: (text: string, where: string) => SnapshotLine =
  parseAs(isSnapshotLine)
