import type { SnapshotLine } from '@darkroom/job-queue'
import type { Client } from 'pg'
import { lockOf } from './locks.ts'
import type { Place } from './log.ts'
import { parseSnapshotLine } from './parse-record.ts'
import type { Tables } from './schema.ts'

/** Characters of lines that are sent at once. */
const perStatement = 512 * 1024

/** Lines that are read at once. */
const linesPerRead = 200

/** Entries kept behind a snapshot, for those who are a little late. */
const entriesKept = 20_000

/** A snapshot that is there. */
export interface Snapshot {
  /** It stands for all entries before. */
  readonly position: number
  readonly bytes: number
}

export interface NewSnapshot {
  /** Where its writer stands: it stands for all entries before. */
  readonly place: Place
  /** The position of the newest that its writer knows. */
  readonly since: number
  readonly lines: Iterable<SnapshotLine>
}

/** Reads the newest snapshot, within a transaction of its caller. Undefined when there is none. */
export const readSnapshot = async (
  client: Client,
  { snapshot }: Tables,
  take: (line: SnapshotLine) => void,
): Promise<Snapshot | undefined> => {
  const { rows: newest } = await client.query<{ position: string | null }>(
    `SELECT max(position) AS position FROM ${snapshot}`,
  )
  const position = newest[0]?.position ?? undefined
  if (position === undefined) return undefined
  let bytes = 0
  for (let from = 0; ; from += linesPerRead) {
    const { rows } = await client.query<{ body: string }>(
      `SELECT body FROM ${snapshot} WHERE position = $1 AND line >= $2 AND line < $3 ORDER BY line`,
      [position, from, from + linesPerRead],
    )
    for (const { body } of rows) {
      bytes += body.length
      take(parseSnapshotLine(body, `in its snapshot at ${position}`))
    }
    if (rows.length < linesPerRead) return { position: Number(position), bytes }
  }
}

/**
 * Writes a snapshot, and drops what it makes needless; in one transaction. Returns the newest that is there then, which is that of another
 * process if one has written since. Undefined when none was written: another process is about to, or the log is not the one that was read.
 */
export const writeSnapshot = async (
  client: Client,
  tables: Tables,
  { place, since, lines }: NewSnapshot,
): Promise<Snapshot | undefined> => {
  await client.query('BEGIN ISOLATION LEVEL READ COMMITTED')
  try {
    const newest = await writeIfNeeded(client, tables, { place, since, lines })
    await client.query('COMMIT')
    return newest
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

const writeIfNeeded = async (
  client: Client,
  tables: Tables,
  { place, since, lines }: NewSnapshot,
): Promise<Snapshot | undefined> => {
  const { rows } = await client.query<{ mine: boolean }>(
    `SELECT pg_try_advisory_xact_lock(${lockOf('snapshot', tables)}) AS mine`,
  )
  if (rows[0]?.mine !== true) return undefined
  // Asked once the lock is there: whoever had it before has written by now.
  const newest = await findNewest(client, tables)
  if (newest !== undefined && (newest.position > since || newest.position >= place.position)) {
    return newest
  }
  if (!(await leadsTo(client, tables, place))) return undefined
  const bytes = await writeLines(client, tables, { position: place.position, lines })
  await prune(client, tables, place.position)
  return { position: place.position, bytes }
}

const findNewest = async (client: Client, { snapshot }: Tables): Promise<Snapshot | undefined> => {
  const { rows } = await client.query<{ position: string; bytes: string }>(
    `SELECT position, sum(octet_length(body)) AS bytes FROM ${snapshot}
     GROUP BY position ORDER BY position DESC LIMIT 1`,
  )
  const [found] = rows
  return found && { position: Number(found.position), bytes: Number(found.bytes) }
}

/** Whether the log is the one that was read up to the place. */
const leadsTo = async (
  client: Client,
  { head, log }: Tables,
  { position, token }: Place,
): Promise<boolean> => {
  if (position === 0) return true
  const { rowCount } = await client.query(
    `SELECT 1 FROM ${head} WHERE position = $1 AND token = $2
     UNION ALL SELECT 1 FROM ${log} WHERE position = $1 - 1 AND token = $2`,
    [position, token],
  )
  return rowCount !== 0
}

const writeLines = async (
  client: Client,
  { snapshot }: Tables,
  { position, lines }: { readonly position: number; readonly lines: Iterable<SnapshotLine> },
): Promise<number> => {
  let bytes = 0
  let first = 0
  let bodies: string[] = []
  let size = 0
  const send = async (): Promise<void> => {
    await client.query(
      `INSERT INTO ${snapshot} (position, line, body)
       SELECT $1, $2 + ordinality - 1, body FROM unnest($3::text[]) WITH ORDINALITY AS sent (body)`,
      [position, first, bodies],
    )
    first += bodies.length
    bodies = []
    size = 0
  }
  for (const line of lines) {
    const body = JSON.stringify(line)
    bodies.push(body)
    size += body.length
    bytes += body.length
    if (size >= perStatement) await send()
  }
  if (bodies.length > 0) await send()
  return bytes
}

const prune = async (
  client: Client,
  { snapshot, log }: Tables,
  position: number,
): Promise<void> => {
  await client.query(`DELETE FROM ${snapshot} WHERE position < $1`, [position])
  await client.query(`DELETE FROM ${log} WHERE position < $1`, [position - entriesKept])
}
