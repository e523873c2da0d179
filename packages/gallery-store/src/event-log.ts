import { randomBytes } from 'node:crypto'
import { EventLog } from '@darkroom/foundation'
import { EventGapError } from './errors.ts'
import type { IndexChange } from './table/gallery-index.ts'

/** Creates the log of the latest changes since the gallery was opened. */
export function createEventLog(): EventLog<IndexChange> {
  return new EventLog({
    epoch: randomBytes(4).toString('hex'),
    retention: 10_000,
    gap: (id) => new EventGapError(id),
  })
}
