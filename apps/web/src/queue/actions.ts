import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import type { QueueRow } from '../api/types.ts'

export interface GroupName {
  readonly kind: 'batch' | 'sequence'
  readonly id: string
}

export const cancelJob = (request_id: string) =>
  answer(api.generate[':request_id'].$delete({ param: { request_id } }))

export const runAgain = (request_id: string) =>
  answer(api.generate[':request_id'].retry.$post({ param: { request_id } }))

export const setGroupPaused = ({ kind, id }: GroupName, paused: boolean): Promise<unknown> => {
  if (kind === 'batch') {
    const batch = api.batch[':batch_id']
    const sent = { param: { batch_id: id } }
    return answer(paused ? batch.pause.$post(sent) : batch.resume.$post(sent))
  }
  const sequence = api.sequence[':sequence_id']
  const sent = { param: { sequence_id: id } }
  return answer(paused ? sequence.pause.$post(sent) : sequence.resume.$post(sent))
}

/** Runs what failed or was cancelled again. */
export const retryGroup = ({ kind, id }: GroupName): Promise<unknown> =>
  kind === 'batch'
    ? answer(api.batch[':batch_id'].retry.$post({ param: { batch_id: id } }))
    : answer(api.sequence[':sequence_id'].retry.$post({ param: { sequence_id: id } }))

const cancelGroup = ({ kind, id }: GroupName): Promise<unknown> =>
  kind === 'batch'
    ? answer(api.batch[':batch_id'].$delete({ param: { batch_id: id } }))
    : answer(api.sequence[':sequence_id'].$delete({ param: { sequence_id: id } }))

export const cancelRow = ({ job, stack }: QueueRow): Promise<unknown> => {
  if (stack !== undefined) return cancelGroup(stack)
  return job === undefined ? Promise.resolve() : cancelJob(job.request_id)
}

export const cancelWaiting = () => answer(api.queue.$delete())

export const setPaused = (paused: boolean) =>
  answer(paused ? api.queue.pause.$post() : api.queue.resume.$post())
