import type { JobQueue } from '@darkroom/job-queue'
import { readAttempt } from '../job/attempt-record.ts'
import { isEnded, statusOf } from '../job/job-status.ts'
import type { Logger } from '../options.ts'
import { orphansAmong } from './orphans.ts'
import type { ServerLink } from './server-link.ts'

export interface SweepServices {
  readonly queue: JobQueue
  readonly owner: { readonly value: string }
  /** Whether the pool has a server of this name. */
  readonly isOfPool: (server: string) => boolean
  readonly logger: Logger
}

/** This many of the newest history entries are searched for our prompts. */
const newestEntries = 200

/**
 * Whether a job of ours waits for this prompt, or may come back to it on this server. A prompt that another server of the
 * pool was given is here because the two are one.
 */
function isLive(
  { queue, isOfPool }: Pick<SweepServices, 'queue' | 'isOfPool'>,
  server: string,
  jobId: string,
  promptId: string,
): boolean {
  const record = queue.get(jobId)
  if (record === undefined || isEnded(statusOf(record.state))) return false
  const attempt = readAttempt(record.checkpoint)
  if (attempt === undefined) return false
  if (attempt.open) return attempt.promptId === promptId && isOfPool(attempt.server)
  return attempt.abandoned.some((place) => place.server === server && place.promptId === promptId)
}

/**
 * Removes from a server our prompts that no job waits for any more: those of cancelled jobs, of attempts given up while
 * the server could not be reached, copies that came late. Foreign prompts are never touched.
 */
export async function sweep(
  link: ServerLink,
  { queue, owner, isOfPool, logger }: SweepServices,
  { signal, history }: { readonly signal: AbortSignal; readonly history: boolean },
): Promise<void> {
  const live = (jobId: string, promptId: string): boolean =>
    isLive({ queue, isOfPool }, link.name, jobId, promptId)
  const { running, pending } = await link.ask((client) => client.queue({ signal }))
  const orphans = orphansAmong([...running, ...pending], owner.value, live)
  if (orphans.length > 0) {
    logger.info({ server: link.name, prompts: orphans }, 'Taking back prompts nobody waits for')
    await link.ask((client) => client.deletePending(orphans, { signal }))
    for (const id of orphans) await link.ask((client) => client.interrupt(id, { signal }))
  }
  markUnstopped(
    link,
    running.map(({ promptId }) => promptId),
    orphans,
  )
  if (!history) return
  const entries = await link.ask((client) =>
    client.histories({ maxItems: newestEntries }, { signal }),
  )
  const old = orphansAmong(entries, owner.value, live)
  if (old.length > 0) await link.ask((client) => client.deleteHistory(old, { signal }))
}

/** Prompts that were told to stop and still run hold the server up: no work until the next sweep finds them gone. */
function markUnstopped(
  link: ServerLink,
  running: readonly string[],
  orphans: readonly string[],
): void {
  const unstopped = running.filter((id) => orphans.includes(id) || link.unstoppable.has(id))
  if (unstopped.length > 0 || link.unstoppable.size > 0) link.setUnstoppable(unstopped)
}
