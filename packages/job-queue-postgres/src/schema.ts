import { JournalVersionError } from '@darkroom/job-queue'
import { type Client, escapeIdentifier } from 'pg'
import { lockOf } from './locks.ts'

/** The version of the tables; a newer one is refused. */
const tablesVersion = 1

/** The tables of a store, as they stand in a statement. */
export interface Tables {
  readonly schema: string
  readonly head: string
  readonly log: string
  readonly snapshot: string
  /** The channel on which is told that there is something new. */
  readonly channel: string
  /** The channel on which processes tell one another what passes. */
  readonly talk: string
}

export const tablesOf = (schema: string): Tables => {
  const table = (name: string): string => `${escapeIdentifier(schema)}.${name}`
  return {
    schema,
    head: table('queue_head'),
    log: table('queue_log'),
    snapshot: table('queue_snapshot'),
    channel: `${schema}.queue`,
    talk: `${schema}.talk`,
  }
}

/**
 * Each step leads to the next version, in one transaction.
 *
 * - `queue_head`, one row: the position of the next entry, and the token of the last one. Whoever appends moves it on, so
 *   of two that do at once one finds it moved.
 * - `queue_log`: the entries, as JSON in text, for numbers and characters that `jsonb` would change or refuse.
 * - `queue_snapshot`: the lines of a snapshot that stands for all entries before its position.
 */
const steps: readonly ((tables: Tables) => string)[] = [
  ({ schema, head, log, snapshot }) => `
    CREATE SCHEMA IF NOT EXISTS ${escapeIdentifier(schema)};
    CREATE TABLE ${head} (
      only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
      version integer NOT NULL,
      position bigint NOT NULL,
      token uuid NOT NULL
    );
    CREATE TABLE ${log} (
      position bigint PRIMARY KEY,
      token uuid NOT NULL,
      written_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      entry text NOT NULL
    );
    CREATE TABLE ${snapshot} (
      position bigint NOT NULL,
      line integer NOT NULL,
      body text NOT NULL,
      PRIMARY KEY (position, line)
    );
    INSERT INTO ${head} (version, position, token) VALUES (1, 0, gen_random_uuid());`,
]

const versionOf = async (client: Client, { schema, head }: Tables): Promise<number> => {
  // By the tables of the catalog: `to_regclass` may remember from before another process made them.
  const { rowCount } = await client.query(
    `SELECT 1 FROM pg_catalog.pg_class AS class
     JOIN pg_catalog.pg_namespace AS namespace ON namespace.oid = class.relnamespace
     WHERE namespace.nspname = $1 AND class.relname = 'queue_head'`,
    [schema],
  )
  if (rowCount === 0) return 0
  const { rows } = await client.query<{ version: number }>(`SELECT version FROM ${head}`)
  return rows[0]?.version ?? 0
}

/** Makes the tables, or brings them to this version; of several that come at once one does. */
export const migrate = async (client: Client, tables: Tables): Promise<void> => {
  const version = await versionOf(client, tables)
  if (version > tablesVersion) {
    throw new JournalVersionError(`schema ${tables.schema}`, { version, supported: tablesVersion })
  }
  if (version === tablesVersion) return
  await client.query('BEGIN')
  try {
    await client.query(`SELECT pg_advisory_xact_lock(${lockOf('migration', tables)})`)
    const now = await versionOf(client, tables)
    for (const [index, step] of steps.entries()) {
      if (index < now) continue
      await client.query(step(tables))
      await client.query(`UPDATE ${tables.head} SET version = $1`, [index + 1])
    }
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}
