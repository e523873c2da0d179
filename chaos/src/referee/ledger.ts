import { join } from 'node:path'
import { createFileStore, createQueue, type JobState, type QueueStore } from '@darkroom/job-queue'
import { createPostgresStore } from '@darkroom/job-queue-postgres'
import { z } from 'zod'

const resultSchema = z.object({
  images: z.array(z.object({ path: z.string(), sha256: z.string(), bytes: z.number() })),
})

export interface LedgerEntry {
  readonly id: string
  readonly state: JobState
  /** Milliseconds since the epoch. */
  readonly finishedAt: number | undefined
  readonly images: readonly {
    readonly path: string
    readonly sha256: string
    readonly bytes: number
  }[]
}

const storeOf = ({ state, database }: Books): QueueStore =>
  database === undefined
    ? createFileStore({
        directory: join(state, 'queue'),
        ballastBytes: 0,
        onWarning: () => undefined,
      })
    : createPostgresStore({ url: database })

/** Where the product keeps its books: in a folder, or in a database. */
interface Books {
  readonly state: string
  readonly database: string | undefined
}

/** Reads the product's own books, once it has closed them. */
export async function readLedger(books: Books): Promise<readonly LedgerEntry[]> {
  await using queue = createQueue({ store: storeOf(books) })
  await queue.open()
  const entries: LedgerEntry[] = []
  let cursor: string | undefined
  do {
    const page = queue.list({}, { limit: 100, ...(cursor === undefined ? {} : { cursor }) })
    for (const { id, state: ended, finishedAt, result } of page.items) {
      const images = resultSchema.safeParse(result).data?.images ?? []
      entries.push({ id, state: ended, finishedAt, images })
    }
    cursor = page.cursor
  } while (cursor !== undefined)
  return entries
}
