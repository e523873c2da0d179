import type { Json } from '@darkroom/foundation'
import type { AcceptedChange, GroupChange } from './change.ts'
import { InvalidJobError, PayloadTooLargeError } from './errors.ts'
import type { EnqueueOptions, GroupSpec, JobSpec } from './job-queue.ts'
import { knowSize } from './waiting-load.ts'

/** The largest JSON of one payload, checkpoint or result, in bytes. */
export const maxPayload: number = 1024 * 1024

/** What the payload of a group may have more for each of its jobs, and at most: its entry is one line of a journal. */
const bytesForJob = 4 * 1024
const mostOfGroup = 32 * 1024 * 1024

/** The largest JSON of the payload of a group of so many jobs, in bytes. */
export const maxGroupPayload = (jobs: number): number =>
  Math.min(maxPayload + jobs * bytesForJob, mostOfGroup)

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

export interface Copied {
  /** A copy that the caller cannot change, exactly as a journal would give it back. */
  readonly value: Json
  readonly bytes: number
}

export const copyJson = (what: string, value: Json, limit: number = maxPayload): Copied => {
  const text = JSON.stringify(value)
  if (text === undefined) throw new InvalidJobError(`${what} is not JSON`)
  const bytes = Buffer.byteLength(text)
  if (bytes > limit) throw new PayloadTooLargeError(what, { bytes, limit })
  const copied: Json = JSON.parse(text)
  knowSize(copied, text.length)
  return { value: copied, bytes }
}

const checkId = (what: string, id: string): void => {
  if (!uuid.test(id)) {
    throw new InvalidJobError(`${what} id must be a canonical lowercase UUID, got ${id}`)
  }
}

export const checkPriority = (priority: number): void => {
  if (!Number.isInteger(priority) || priority < -100 || priority > 100) {
    throw new InvalidJobError(`priority must be an integer from -100 to 100, got ${priority}`)
  }
}

const keyOf = ({
  idempotencyKey,
  fingerprint,
  receipt,
}: EnqueueOptions): Pick<AcceptedChange, 'key' | 'fingerprint' | 'receipt'> =>
  idempotencyKey === undefined
    ? {}
    : {
        key: idempotencyKey,
        ...(fingerprint === undefined ? {} : { fingerprint }),
        ...(receipt === undefined ? {} : { receipt: copyJson('receipt', receipt).value }),
      }

/** The changes to write for a spec, and their bytes of payload. */
export interface Acceptance {
  readonly changes: readonly (AcceptedChange | GroupChange)[]
  readonly bytes: number
}

const toJobChange = (
  spec: JobSpec,
  options: EnqueueOptions,
): { readonly change: AcceptedChange; readonly bytes: number } => {
  const { id, kind, priority = 0, client = '' } = spec
  checkId('job', id)
  checkPriority(priority)
  const { value: payload, bytes } = copyJson('payload', spec.payload)
  const change = { type: 'accepted', id, kind, payload, priority, client } as const
  return { change: { ...change, ...keyOf(options) }, bytes }
}

export const acceptJobSpec = (spec: JobSpec, options: EnqueueOptions): Acceptance => {
  const { change, bytes } = toJobChange(spec, options)
  return { changes: [change], bytes }
}

export const acceptGroupSpec = (spec: GroupSpec, options: EnqueueOptions): Acceptance => {
  const { id, kind, chain = false } = spec
  checkId('group', id)
  const jobIds = spec.jobs.map((job) => job.id)
  if (jobIds.length === 0) throw new InvalidJobError('a group needs at least one job')
  if (new Set([id, ...jobIds]).size <= jobIds.length) {
    throw new InvalidJobError(`group ${id} names the same id twice`)
  }
  const limit = maxGroupPayload(jobIds.length)
  const { value: payload, bytes } = copyJson('payload', spec.payload, limit)
  const jobs = spec.jobs.map((job) => toJobChange(job, {}))
  const changes = jobs.map(({ change }, groupIndex) => ({
    ...change,
    groupId: id,
    groupIndex,
    ...(chain && groupIndex > 0 ? { blocked: true } : {}),
  }))
  return {
    changes: [
      { type: 'group-accepted', id, kind, payload, jobIds, chain, ...keyOf(options) },
      ...changes,
    ],
    bytes: jobs.reduce((sum, job) => sum + job.bytes, bytes),
  }
}
