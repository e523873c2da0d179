import type { JobError, JobRecord, JobState } from '@darkroom/job-queue'
import { z } from 'zod'
import { readAttempt } from '../job/attempt-record.ts'
import type { JobPayload } from '../job/job-payload.ts'
import { imagesOf, readResult } from '../job/job-result.ts'
import { isEnded, statusOf } from '../job/job-status.ts'
import type { ErrorInfo, JobProgress, JobStage, JobStatus, JobView } from '../job/job-view.ts'
import type { WaitingFor } from '../waiting/waiting-for.ts'

/** Knowledge of a job beyond its record, only while this process lives. */
export interface Moment {
  readonly stage: JobStage
  readonly progress: JobProgress
  readonly server: string
  /** Milliseconds since the epoch at which this run of the job began. */
  readonly since: number
}

export interface ViewFacts {
  /** What the job is to do; undefined once the queue has forgotten it. */
  readonly payload: JobPayload | undefined
  readonly moment?: Moment | undefined
  /** The job is committed, but the gallery does not know its pictures yet. */
  readonly announcing: boolean
  readonly position?: number | undefined
  readonly etaMs?: number | undefined
  readonly waitingFor?: WaitingFor | undefined
}

function restingStage(state: JobState): JobStage {
  switch (state) {
    case 'queued':
      return 'waiting'
    case 'leased':
      return 'submitting'
    case 'blocked':
    case 'delayed':
    case 'skipped':
      return state
    case 'succeeded':
    case 'failed':
    case 'dead':
    case 'cancelled':
      return 'finished'
  }
}

const detailsSchema = z.object({
  nodeId: z.string().optional(),
  nodeClass: z.string().optional(),
  hint: z.string().optional(),
})

const errorInfoOf = (error: JobError | undefined): ErrorInfo | undefined =>
  error === undefined
    ? undefined
    : { code: error.code, ...detailsSchema.safeParse(error.details).data }

/** Stands for a forgotten payload: the queue drops it once very many jobs have ended since, and keeps the result. */
const forgotten: JobPayload = { workflow: '', inputs: {}, recipe: {}, output: '' }

/** Progress of a job whose pictures are there while the gallery is being told. */
const allDone = ({ recipe: { steps = 0 } }: JobPayload): JobProgress => ({
  value: 1,
  step: steps,
  steps,
  stage: 'committing',
  stale: false,
})

/** The public view of a record. */
export function toJobView(record: JobRecord, facts: ViewFacts): JobView {
  const payload = facts.payload ?? forgotten
  const status = publicStatus(record.state, facts.announcing)
  const moment = status === 'processing' ? facts.moment : undefined
  const outputs = status === 'completed' ? (readResult(record.result)?.outputs ?? []) : []
  return {
    requestId: record.id,
    status,
    stage: stageOf(record.state, status, moment),
    priority: record.priority,
    workflow: payload.workflow,
    inputs: payload.inputs,
    recipe: payload.recipe,
    images: imagesOf(outputs),
    outputs,
    client: record.client,
    createdAt: record.createdAt,
    ...present({
      position: status === 'queued' ? facts.position : undefined,
      progress: progressOf(moment, facts) ?? (facts.announcing ? allDone(payload) : undefined),
      waitingFor: status === 'queued' || moment !== undefined ? facts.waitingFor : undefined,
      error: status === 'error' ? record.error?.message : undefined,
      errorInfo: status === 'error' ? errorInfoOf(record.error) : undefined,
      startedAt: record.startedAt,
      finishedAt: isEnded(status) ? record.finishedAt : undefined,
      etaSeconds: isEnded(status) ? undefined : toSeconds(facts.etaMs),
      server: moment?.server ?? serverOf(record),
      template: payload.template,
      files: payload.files,
      made: payload.made,
      part: payload.part,
      note: payload.note,
      trace: payload.trace,
      retryOf: payload.retryOf,
    }),
  }
}

/** The progress; stale while the server that makes it does not answer. */
const progressOf = (
  moment: Moment | undefined,
  { waitingFor }: ViewFacts,
): JobProgress | undefined =>
  moment && waitingFor?.reason === 'comfyui' && !moment.progress.stale
    ? { ...moment.progress, stale: true }
    : moment?.progress

/** Without the fields that are undefined. */
const present = <T extends object>(fields: T): T => {
  const copy = { ...fields }
  for (const key in copy) if (copy[key] === undefined) delete copy[key]
  return copy
}

const toSeconds = (milliseconds: number | undefined): number | undefined =>
  milliseconds === undefined ? undefined : Math.ceil(milliseconds / 1000)

/** The server that has the job, or had it when it ended. */
const serverOf = ({ result, checkpoint }: JobRecord): string | undefined =>
  readResult(result)?.server ?? readAttempt(checkpoint)?.server

/** The public status; a job is at work until the gallery knows its pictures. */
export function publicStatus(state: JobState, announcing: boolean): JobStatus {
  const status = statusOf(state)
  return status === 'completed' && announcing ? 'processing' : status
}

function stageOf(state: JobState, status: JobStatus, moment: Moment | undefined): JobStage {
  if (status !== 'processing') return restingStage(state)
  return state === 'succeeded' ? 'committing' : (moment?.stage ?? 'submitting')
}
