import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { QueueLockedError } from '../errors.ts'

/** SQLite's result code for a lock that is held elsewhere. */
const busy = 5

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === busy

/**
 * A kernel lock that dies with the process. SQLite is the one portable way to it in Node: an exclusive transaction that
 * is never written to.
 */
export const lockDirectory = async (directory: string): Promise<() => Promise<void>> => {
  const path = join(directory, 'lock.db')
  const file = await open(path, 'a', 0o600)
  await file.close()
  const database = new DatabaseSync(path)
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (isBusy(error)) throw new QueueLockedError(directory, { cause: error })
    throw error
  }
  return async () => database.close()
}
