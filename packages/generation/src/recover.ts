import type { JobRecord, QueueDriver } from '@darkroom/job-queue'
import { readNote } from './attempt/attempt-note.ts'
import type { GalleryFiles } from './collect/gallery-files.ts'
import { tryReadPayload } from './plan/job-payload.ts'
import type { Durations } from './views/durations.ts'
import { readResult } from './views/job-result.ts'

export interface Recovered {
  /** By server: the socket id under which a prompt was submitted that may still be there. */
  readonly clientIds: ReadonlyMap<string, string>
}

/** So many of the newest jobs are looked through: as many as the queue keeps whole by default, and all that wait. */
const newest = 2_000

function* recent(queue: QueueDriver): Generator<JobRecord> {
  let cursor: string | undefined
  let seen = 0
  do {
    const page = queue.list({}, { limit: 500, ...(cursor === undefined ? {} : { cursor }) })
    yield* page.items
    seen += page.items.length
    cursor = page.cursor
  } while (cursor !== undefined && seen < newest)
}

/**
 * After a crash: removes pictures that have their names but no commit, for they will be fetched again or nobody wants
 * them; and learns from the jobs of before where to listen and how long things take.
 */
export async function recover(services: {
  readonly queue: QueueDriver
  readonly files: GalleryFiles
  readonly durations: Durations
}): Promise<Recovered> {
  const { queue, files, durations } = services
  await files.prepare()
  const clientIds = new Map<string, string>()
  for (const record of [...recent(queue)].reverse()) {
    const payload = tryReadPayload(record.payload)
    if (payload === undefined) continue
    const duration = readResult(record.result)?.durationMs
    if (duration !== undefined) durations.observe(payload.request, duration)
    const note = readNote(record.checkpoint)
    if (record.state === 'succeeded' || note === undefined) continue
    await files.discard(record.id, payload.output)
    if (note.open) clientIds.set(note.server, note.clientId)
  }
  return { clientIds }
}
