import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import type { Press } from './to-request.ts'

/**
 * Asks for what a press stands for; the same key again asks for nothing new.
 *
 * @returns the ids of the jobs, in their order.
 * @throws ApiProblem
 */
export async function sendPress(press: Press, key: string): Promise<readonly string[]> {
  const options = { headers: { 'idempotency-key': key } }
  if (press.kind === 'one') {
    const { request_id } = await answer(api.generate.$post({ json: press.body }, options))
    return [request_id]
  }
  const { batch_id } = await answer(api.batch.$post({ json: press.body }, options))
  const { job_ids } = await answer(api.batch[':batch_id'].$get({ param: { batch_id } }))
  return job_ids
}
