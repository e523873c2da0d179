import type { Json } from '@darkroom/foundation'
import type { Change, SettingChange } from './change.ts'
import type { OutboxChange } from './outbox/outbox-change.ts'
import type { OutboxState } from './outbox/outbox-state.ts'

/** What a queue keeps besides jobs. */
export interface BesideJobs {
  readonly storeEpoch: string
  readonly settings: Map<string, Json>
  readonly outbox: OutboxState
}

type BesideChange = SettingChange | OutboxChange

export const isBesideJobs = (change: Change): change is BesideChange =>
  change.type === 'setting-changed' || change.type === 'message-added' || 'message' in change

export const changeBesideJobs = (
  { storeEpoch, settings, outbox }: BesideJobs,
  change: BesideChange,
  { number, at }: { readonly number: number; readonly at: number },
): void => {
  if (change.type !== 'setting-changed')
    outbox.apply(change, { number, id: `${storeEpoch}-${number}`, at })
  else if (change.value === undefined) settings.delete(change.key)
  else settings.set(change.key, change.value)
}
