import { type Batch, DoorError } from '@darkroom/door-ports'
import type { Call } from '../tool.ts'

/** @throws DoorError 404 */
export function knownBatch(id: string, { house }: Pick<Call, 'house'>): Batch {
  const batch = house.jobs.batch(id.trim().toLowerCase())
  if (batch !== undefined) return batch
  throw new DoorError(404, 'not_found', `There is no batch ${JSON.stringify(id)}.`, {
    hint: 'batch_id is what submit_batch answers.',
  })
}
