import type { BatchView, SequenceView } from '@darkroom/generation'
import { toGroupId } from '../generate/generation-messages.ts'
import { toWaiting } from '../generate/waiting-schema.ts'

/** The state of a batch or sequence, without its pictures. */
export const toGroupSummary = (view: BatchView | SequenceView): object => ({
  ...toGroupId(view),
  status: view.status,
  paused: view.paused,
  ...toWaiting(view.waitingFor),
  total: view.total,
  completed: view.completed,
  failed: view.failed,
  current: view.current,
  estimated_seconds_remaining: view.etaSeconds ?? null,
})
