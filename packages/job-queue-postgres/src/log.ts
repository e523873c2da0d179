import { randomUUID } from 'node:crypto'
import { type Entry, StoreDivergedError } from '@darkroom/job-queue'
import type { Client } from 'pg'
import { parseEntry } from './parse-record.ts'
import type { Tables } from './schema.ts'

/** Entries of one question; more are asked for again. */
const mostAtOnce = 500

/** Where a reader stands: behind the entry with the token. */
export interface Place {
  readonly position: number
  readonly token: string
}

export interface LogEntry extends Place {
  readonly entry: Entry
  readonly bytes: number
}

interface LogRow {
  readonly position: string
  readonly token: string
  readonly entry: string
}

export const readEntry = ({ position, token, entry }: LogRow): LogEntry => ({
  position: Number(position),
  token,
  entry: parseEntry(entry, `at position ${position} of its log`),
  bytes: entry.length,
})

/** An entry that is to be appended at a place; its token tells it from all others, however often it is sent. */
export interface Parcel {
  readonly place: Place
  readonly token: string
  readonly text: string
}

export const toParcel = (entry: Entry, place: Place): Parcel => ({
  place,
  token: randomUUID(),
  text: JSON.stringify(entry),
})

/**
 * Appends the entry if the log ends where its writer stands, in one statement: who appends first moves the head on, and
 * whoever waits for it finds it moved. The token tells that it is the log that was read: one that went back and grew
 * again ends at the same position with another entry. False when another was faster. Asked again after a lost answer, it finds the
 * entry by its token: a statement that is still under way somewhere has the same place, so one of them counts.
 */
export const append = async (
  client: Client,
  { head, log, channel }: Tables,
  { place, token, text }: Parcel,
  { isRepeated }: { readonly isRepeated: boolean },
): Promise<boolean> => {
  const { rowCount } = await client.query({
    name: 'append',
    text: `
      WITH moved AS (
        UPDATE ${head} SET position = position + 1, token = $2 WHERE position = $1 AND token = $5 RETURNING 1
      ), written AS (
        INSERT INTO ${log} (position, token, entry) SELECT $1, $2, $3 FROM moved RETURNING position
      )
      SELECT pg_notify($4, position::text) FROM written`,
    values: [place.position, token, text, channel, place.token],
  })
  // Nothing of an entry that was never sent before can be there.
  if (rowCount === 1 || !isRepeated) return rowCount === 1
  const { rows } = await client.query<{ token: string }>(
    `SELECT token FROM ${log} WHERE position = $1`,
    [place.position],
  )
  return rows[0]?.token === token
}

interface HeadRow {
  readonly head: string
  readonly head_token: string
}

/**
 * The entries after a place, in order; at most some hundred at once. One question, so head and entries are of one moment.
 *
 * @throws StoreDivergedError when the log does not lead there any more
 */
export const readAfter = async (
  client: Client,
  tables: Tables,
  place: Place,
): Promise<{ readonly entries: readonly LogEntry[]; readonly isAll: boolean }> => {
  const { rows } = await client.query<HeadRow & (LogRow | Record<keyof LogRow, null>)>({
    name: 'read-after',
    text: `
      SELECT head.position AS head, head.token AS head_token, log.position, log.token, log.entry
      FROM ${tables.head} AS head
      LEFT JOIN LATERAL (
        SELECT position, token, entry FROM ${tables.log}
        WHERE position >= $1 ORDER BY position LIMIT ${mostAtOnce}
      ) AS log ON true
      ORDER BY log.position`,
    values: [place.position - 1],
  })
  const [first] = rows
  if (first === undefined) throw diverged(tables, 'its tables are empty')
  const found = rows.flatMap((row) => (row.entry === null ? [] : [readEntry(row)]))
  checkPlace(tables, { place, head: first, found })
  const entries = found.filter(({ position }) => position >= place.position)
  return { entries, isAll: place.position + entries.length >= Number(first.head) }
}

const checkPlace = (
  tables: Tables,
  {
    place: { position, token },
    head,
    found,
  }: { readonly place: Place; readonly head: HeadRow; readonly found: readonly LogEntry[] },
): void => {
  const end = Number(head.head)
  if (end < position) {
    throw diverged(tables, `it ends at ${end}, and this process has read to ${position}`)
  }
  const before = found.find((one) => one.position === position - 1)
  const known = before?.token ?? (end === position ? head.head_token : undefined)
  if (known !== undefined && known !== token) {
    throw diverged(tables, `another entry stands before position ${position}`)
  }
  const next = found.find((one) => one.position >= position)
  if (end > position && next?.position !== position) {
    throw diverged(
      tables,
      `what was written from position ${position} on was pruned in the meantime`,
    )
  }
}

const diverged = ({ schema }: Tables, found: string): StoreDivergedError =>
  new StoreDivergedError(`The queue in schema ${schema}`, found)
