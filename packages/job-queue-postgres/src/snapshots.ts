import type { SnapshotLine } from '@darkroom/job-queue'
import type { Client } from 'pg'
import { parseSnapshotLine } from './parse-record.ts'
import type { Tables } from './schema.ts'

/** Characters of lines that are sent at once. */
const perStatement = 512 * 1024

/** Lines that are read at once. */
const linesPerRead = 200

/** Entries kept behind a snapshot, for those who are a little late. */
const entriesKept = 20_000

/** Of the lock that is held while a snapshot is written, for each schema: any number that nobody else takes. */
const snapshotLock = 72_365_102

/** Reads the newest snapshot, within a transaction of its caller. Returns its position; undefined when there is none. */
export const readSnapshot = async (
  client: Client,
  { snapshot }: Tables,
  take: (line: SnapshotLine) => void,
): Promise<{ readonly position: number; readonly bytes: number } | undefined> => {
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
 * Writes a snapshot that stands for all entries before the position, and drops what it makes needless; in one transaction.
 * Undefined when another process is about to, or has written a newer one.
 */
export const writeSnapshot = async (
  client: Client,
  tables: Tables,
  { position, lines }: { readonly position: number; readonly lines: Iterable<SnapshotLine> },
): Promise<number | undefined> => {
  await client.query('BEGIN')
  try {
    const { rows } = await client.query<{ mine: boolean; newest: string | null }>(
      `SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS mine,
              (SELECT max(position) FROM ${tables.snapshot}) AS newest`,
      [snapshotLock, tables.schema],
    )
    const { mine = false, newest = null } = rows[0] ?? {}
    const isNeeded = mine && Number(newest ?? -1) < position
    const bytes = isNeeded ? await writeLines(client, tables, { position, lines }) : undefined
    if (isNeeded) await prune(client, tables, position)
    await client.query('COMMIT')
    return bytes
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
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
