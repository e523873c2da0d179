import { setTimeout as delay } from 'node:timers/promises'
import {
  QueueError,
  type SnapshotLine,
  type StoreContext,
  StoreUnavailableError,
} from '@darkroom/job-queue'
import type { Client } from 'pg'
import { type Place, readEntry } from './log.ts'
import type { Tables } from './schema.ts'
import { readSnapshot, type Snapshot, writeSnapshot } from './snapshots.ts'
import { sentenceOf, troubleOf } from './trouble.ts'

/** Milliseconds until another look at a queue that somebody else is about to begin. */
const pauseMs = 20

/** Entries of one question. */
const perRead = 1_000

export interface OpenedLog {
  readonly place: Place
  readonly snapshot: Snapshot
  readonly bytesSince: number
}

/**
 * Replays the newest snapshot and the entries since, all of one moment. The first who comes begins the log with a
 * snapshot of nothing, which gives the store its name.
 *
 * Until something was replayed it may be asked again. Then not any more, for what was replayed would be replayed twice: whatever happens
 * ends the opening.
 *
 * @throws StoreUnavailableError when the connection breaks after something was replayed
 */
export const openLog = async (
  client: Client,
  tables: Tables,
  { replay, snapshot }: StoreContext,
): Promise<OpenedLog> => {
  if (!(await hasSnapshot(client, tables))) {
    // Of several who are first, one waits, finds that there is one, and writes none.
    await beginLog(client, tables, snapshot())
  }
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  let isBegun = false
  try {
    const opened = await replayAll(client, tables, (record) => {
      isBegun = true
      replay(record)
    })
    await client.query('COMMIT')
    return opened
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    if (!isBegun || error instanceof QueueError || troubleOf(error) === 'broken') throw error
    throw new StoreUnavailableError(sentenceOf(error), {
      mayBeStored: false,
      isHalfRead: true,
      cause: error,
    })
  }
}

const hasSnapshot = async (client: Client, { snapshot }: Tables): Promise<boolean> => {
  const { rowCount } = await client.query(`SELECT 1 FROM ${snapshot} LIMIT 1`)
  return rowCount === 1
}

const beginLog = async (
  client: Client,
  tables: Tables,
  lines: Iterable<SnapshotLine>,
): Promise<void> => {
  const first = { place: { position: 0, token: '' }, since: -1, lines }
  while ((await writeSnapshot(client, tables, first)) === undefined) await delay(pauseMs)
}

const replayAll = async (
  client: Client,
  tables: Tables,
  replay: StoreContext['replay'],
): Promise<OpenedLog> => {
  const start = await readSnapshot(client, tables, replay)
  const { rows } = await client.query<{ position: string; token: string }>(
    `SELECT position, token FROM ${tables.head}`,
  )
  const [head] = rows
  if (head === undefined || start === undefined) throw new QueueError('The queue has no beginning')
  let bytesSince = 0
  let next = start.position
  while (next < Number(head.position)) {
    const { rows: entries } = await client.query<{
      position: string
      token: string
      entry: string
    }>(
      `SELECT position, token, entry FROM ${tables.log} WHERE position >= $1 ORDER BY position LIMIT ${perRead}`,
      [next],
    )
    for (const row of entries) {
      const { entry, position, bytes } = readEntry(row)
      if (position !== next) throw new QueueError(`The log has no entry at position ${next}`)
      replay(entry)
      bytesSince += bytes
      next++
    }
    if (entries.length === 0) throw new QueueError(`The log ends at ${next} before its head`)
  }
  return { place: { position: next, token: head.token }, snapshot: start, bytesSince }
}
