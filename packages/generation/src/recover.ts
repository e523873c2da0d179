import type { JobQueue, JobRecord, JobState } from '@darkroom/job-queue'
import type { GalleryFiles } from './collect/gallery-files.ts'
import { readAttempt } from './job/attempt-record.ts'
import { tryReadPayload } from './job/job-payload.ts'
import { readResult } from './job/job-result.ts'
import type { Durations } from './progress/durations.ts'

export interface Recovered {
  /** By server: the socket id under which a prompt was submitted that may still be there. */
  readonly clientIds: ReadonlyMap<string, string>
}

/** So many of those that ended last are looked through: as many as the queue keeps whole by default. */
const newestEnded = 1_000

const live: readonly JobState[] = ['blocked', 'delayed', 'queued', 'leased']
const ended: readonly JobState[] = ['succeeded', 'failed', 'cancelled', 'dead', 'skipped']

/** Newest first. */
function* jobsIn(
  queue: JobQueue,
  { states, most }: { readonly states: readonly JobState[]; readonly most: number },
): Generator<JobRecord> {
  let cursor: string | undefined
  let seen = 0
  do {
    const page = queue.list({ states }, { limit: 500, cursor })
    yield* page.items
    seen += page.items.length
    cursor = page.cursor
  } while (cursor !== undefined && seen < most)
}

/** All that have not ended, however many wait before them, and the newest of the others. */
const concerned = (queue: JobQueue): readonly JobRecord[] => [
  ...jobsIn(queue, { states: live, most: Number.POSITIVE_INFINITY }),
  ...jobsIn(queue, { states: ended, most: newestEnded }),
]

/**
 * After a crash: removes pictures that have their names but no commit, for they will be fetched again or nobody wants
 * them; and learns from the jobs of before where to listen and how long things take.
 */
export async function recover(services: {
  readonly queue: JobQueue
  readonly files: GalleryFiles
  readonly durations: Durations
}): Promise<Recovered> {
  const { queue, files, durations } = services
  await files.prepare()
  const clientIds = new Map<string, string>()
  for (const record of concerned(queue).toReversed()) {
    const payload = tryReadPayload(record.payload)
    if (payload === undefined) continue
    const duration = readResult(record.result)?.durationMs
    if (duration !== undefined) durations.observe(payload, duration)
    const note = readAttempt(record.checkpoint)
    if (record.state === 'succeeded' || note === undefined) continue
    await files.discard(record.id, payload.output)
    if (note.open) clientIds.set(note.server, note.clientId)
  }
  return { clientIds }
}
