import { Client } from 'pg'
import { z } from 'zod'

const entrySchema = z.object({
  at: z.number(),
  changes: z.array(z.looseObject({ type: z.string() })),
})

export interface LogEntries {
  /** Entries that change jobs, and those that only say who is there. */
  readonly ofJobs: number
  readonly ofMembers: number
  /** Bytes of all of them. */
  readonly bytes: number
  /** What the entries that change jobs consist of, by how often there is one. */
  readonly kinds: ReadonlyMap<string, number>
}

/** The entries that were appended to the log of Darkroom since its position was `from`. */
export async function entriesSince(database: string, from: number): Promise<LogEntries> {
  const texts = await ask(
    database,
    `SELECT entry AS value FROM darkroom.queue_log WHERE position >= ${from} ORDER BY position`,
  )
  const entries = texts.map((text) => entrySchema.parse(JSON.parse(text)))
  const ofJobs = entries.filter(({ changes }) => changes.length > 0)
  const named = ofJobs.map(({ changes }) =>
    [...new Set(changes.map(({ type }) => type))].join(' + '),
  )
  const kinds = new Map(
    [...Map.groupBy(named, (name) => name)].map(([name, all]) => [name, all.length]),
  )
  return {
    ofJobs: ofJobs.length,
    ofMembers: entries.length - ofJobs.length,
    bytes: texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    kinds,
  }
}

export async function logPosition(database: string): Promise<number> {
  const [position] = await ask(database, 'SELECT position AS value FROM darkroom.queue_head')
  return Number(position)
}

async function ask(database: string, question: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: database })
  await client.connect()
  try {
    const { rows } = await client.query<{ value: string }>(question)
    return rows.map(({ value }) => value)
  } finally {
    await client.end()
  }
}
