import type { AcceptedChange, GroupChange } from './change.ts'
import { InvalidJobError, PayloadTooLargeError } from './errors.ts'
import type { EnqueueOptions, GroupSpec, JobSpec, Json } from './queue-driver.ts'

/** The largest JSON of one payload, checkpoint or result, in bytes. */
export const maxPayload: number = 1024 * 1024

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/

/** A copy that the caller cannot change, and exactly what a journal would give back. */
export const copyJson = (what: string, value: Json): Json => {
  const text = JSON.stringify(value)
  if (text === undefined) throw new InvalidJobError(`${what} is not JSON`)
  const bytes = Buffer.byteLength(text)
  if (bytes > maxPayload) throw new PayloadTooLargeError(what, { bytes, limit: maxPayload })
  return JSON.parse(text)
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

const keyOf = ({ idempotencyKey, fingerprint }: EnqueueOptions): { key?: string } =>
  idempotencyKey === undefined
    ? {}
    : { key: idempotencyKey, ...(fingerprint === undefined ? {} : { fingerprint }) }

export const toJobChange = (spec: JobSpec, options: EnqueueOptions): AcceptedChange => {
  const { id, kind, priority = 0, client = '' } = spec
  checkId('job', id)
  checkPriority(priority)
  const payload = copyJson('payload', spec.payload)
  return { type: 'accepted', id, kind, payload, priority, client, ...keyOf(options) }
}

export const toGroupChanges = (
  spec: GroupSpec,
  options: EnqueueOptions,
): readonly [GroupChange, ...AcceptedChange[]] => {
  const { id, kind, chain = false } = spec
  checkId('group', id)
  const jobIds = spec.jobs.map((job) => job.id)
  if (jobIds.length === 0) throw new InvalidJobError('a group needs at least one job')
  if (new Set([id, ...jobIds]).size <= jobIds.length) {
    throw new InvalidJobError(`group ${id} names the same id twice`)
  }
  const payload = copyJson('payload', spec.payload)
  return [
    { type: 'group-accepted', id, kind, payload, jobIds, chain, ...keyOf(options) },
    ...spec.jobs.map((job, groupIndex) => ({
      ...toJobChange(job, {}),
      groupId: id,
      groupIndex,
      ...(chain && groupIndex > 0 ? { blocked: true } : {}),
    })),
  ]
}
