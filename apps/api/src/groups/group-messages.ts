import type { BatchView, GroupKind, SequenceView } from '@darkroom/generation'
import { generationUpdates } from '../generate/generation-messages.ts'
import type { JobSources } from '../generate/to-job.ts'
import { toWaiting } from '../generate/waiting-schema.ts'
import { toMessage } from '../http/sse.ts'
import { withSummaries } from './rare-summaries.ts'

/** The state of a batch or sequence, without its pictures. */
const toSummary = (view: BatchView | SequenceView): object => ({
  ...(view.kind === 'batch' ? { batch_id: view.id } : { sequence_id: view.id }),
  status: view.status,
  paused: view.paused,
  ...toWaiting(view.waitingFor),
  total: view.total,
  completed: view.completed,
  failed: view.failed,
  current: view.current,
  estimated_seconds_remaining: view.etaSeconds ?? null,
})

/** The messages of all its jobs; `group` follows those that changed the state of the group. */
export function groupMessages(
  source: JobSources,
  {
    kind,
    id,
    signal,
    ...options
  }: { kind: GroupKind; id: string; after: string | undefined; signal: AbortSignal },
): AsyncGenerator<Uint8Array> {
  const stopped = new AbortController()
  const updates = generationUpdates(source, {
    groupId: id,
    ...options,
    signal: AbortSignal.any([signal, stopped.signal]),
  })
  let told = ''
  return withSummaries(updates, {
    stop: () => stopped.abort(),
    summarize() {
      const view = source.generation.groups.get(kind, id)
      if (view === undefined) return undefined
      const summary = toSummary(view)
      const text = JSON.stringify(summary)
      if (text === told) return undefined
      told = text
      return toMessage({ event: 'group', data: summary })
    },
  })
}
