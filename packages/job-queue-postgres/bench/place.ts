import { createQueue, type JobQueue } from '@darkroom/job-queue'
import { Client } from 'pg'
import { z } from 'zod'
import { createPostgresStore } from '../src/index.ts'
import { tablesOf } from '../src/schema.ts'

/** Where a queue is: all that a process is told of it. */
export const placeSchema = z.object({ url: z.string(), schema: z.string() })
export type Place = z.infer<typeof placeSchema>

export const queueAt = (place: Place): JobQueue =>
  createQueue({ store: createPostgresStore({ ...place, onWarning: (text) => console.warn(text) }) })

export interface LogSize {
  readonly position: number
  /** Entries that are still there, behind the snapshot for those who are late, and after it. */
  readonly entries: number
  readonly logMib: number
  readonly snapshotMib: number
}

const mib = (bytes: string | undefined): number => Math.round(Number(bytes) / 2 ** 20)

/** How much is in the tables, with their indexes and what is dead in them. */
export const sizeOf = async ({ url, schema }: Place): Promise<LogSize> => {
  const { head, log, snapshot } = tablesOf(schema)
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Record<'position' | 'entries' | 'log' | 'shot', string>>(
      `SELECT (SELECT position FROM ${head}), (SELECT count(*) FROM ${log}) AS entries,
              pg_total_relation_size($1) AS log, pg_total_relation_size($2) AS shot`,
      [log, snapshot],
    )
    const [row] = rows
    return {
      position: Number(row?.position),
      entries: Number(row?.entries),
      logMib: mib(row?.log),
      snapshotMib: mib(row?.shot),
    }
  } finally {
    await client.end()
  }
}
