import type { JobQueue, JobRecord, JobState } from '@darkroom/job-queue'
import type { GalleryFiles } from './collect/gallery-files.ts'
import { lookAhead } from './dispatch/look-ahead.ts'
import { type AttemptRecord, readAttempt } from './job/attempt-record.ts'
import { readResult } from './job/job-result.ts'
import { jobsIn, liveJobs } from './job/jobs-in.ts'
import type { ReadJob } from './job/read-job.ts'
import type { Durations } from './progress/durations.ts'
import type { WorkflowRegistry } from './workflows/workflow-registry.ts'

/** A job that has ended and may have left files without a commit. */
export interface Leftover {
  readonly jobId: string
  readonly stem: string
}

export interface Recovered {
  /** By server: the id of the socket with which its open prompt was submitted. */
  readonly clientIds: ReadonlyMap<string, string>
  /** The node classes of the graphs that are still to be run. */
  readonly nodeClasses: readonly string[]
  readonly leftovers: readonly Leftover[]
}

/** This many of the newest ended jobs are looked through: as many as the queue keeps whole by default. */
const newestEnded = 1_000

const ended: readonly JobState[] = ['succeeded', 'failed', 'cancelled', 'dead', 'skipped']

interface Read {
  readonly queue: JobQueue
  readonly readJob: ReadJob
  readonly workflows: WorkflowRegistry
}

/** The node classes that jobs need of a server: those of jobs further down the line are expected when they come near. */
function classesOf({ queue, readJob, workflows }: Read): readonly string[] {
  const names = new Set<string>()
  const running = jobsIn(queue, { states: ['leased'], most: Number.POSITIVE_INFINITY })
  for (const record of [...running, ...Iterator.from(queue.waiting()).take(lookAhead)]) {
    const job = readJob(record)
    for (const name of (job && workflows.open(job)?.nodeClasses) ?? []) names.add(name)
  }
  return [...names]
}

/**
 * After a crash: learns from the former jobs which sockets to reopen, how long jobs take, and whose files may lie in the
 * gallery without a commit.
 */
export function recover({
  queue,
  readJob,
  durations,
  workflows,
}: Read & { readonly durations: Durations }): Recovered {
  const clientIds = new Map<string, string>()
  const leftovers: Leftover[] = []
  const over = jobsIn(queue, { states: ended, most: newestEnded })
  const live = new Set(liveJobs(queue))
  for (const record of [...live, ...over].toReversed()) {
    const attempt = readAttempt(record.checkpoint)
    const duration = readResult(record.result)?.durationMs
    // Of most jobs that wait there is nothing to learn, so what they ask for is not read.
    const payload = (attempt ?? duration) === undefined ? undefined : readJob(record)
    if (payload === undefined) continue
    if (duration !== undefined) durations.observe(payload, duration)
    if (record.state === 'succeeded' || attempt === undefined) continue
    // What is left of a job that goes on is cleared by who stores its pictures, perhaps another process just now.
    if (!live.has(record)) leftovers.push({ jobId: record.id, stem: payload.output })
    if (isToBeHeard(record, attempt)) clientIds.set(attempt.server, attempt.clientId)
  }
  return { clientIds, leftovers, nodeClasses: classesOf({ queue, readJob, workflows }) }
}

/** The prompt may still be on its server. What is leased is another process', which listens under its id. */
const isToBeHeard = ({ state }: JobRecord, { open }: AttemptRecord): boolean =>
  open && state !== 'leased'

/** Removes pictures that have their names but no commit, and never will have one. */
export async function clearLeftovers(
  leftovers: readonly Leftover[],
  files: GalleryFiles,
): Promise<void> {
  await files.prepare()
  for (const { jobId, stem } of leftovers) await files.discard(jobId, stem)
}
