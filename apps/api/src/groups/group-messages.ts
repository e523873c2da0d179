import type { BatchView, GroupKind, SequenceView } from '@darkroom/generation'
import { generationUpdates } from '../generate/generation-messages.ts'
import type { JobSources } from '../generate/to-job.ts'
import { toWaiting } from '../generate/waiting-schema.ts'
import { toMessage } from '../http/sse.ts'

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

/** The messages of all its jobs; `group` follows each one that changed the state of the group. */
export async function* groupMessages(
  source: JobSources,
  {
    kind,
    id,
    ...options
  }: { kind: GroupKind; id: string; after: string | undefined; signal: AbortSignal },
): AsyncGenerator<Uint8Array> {
  const groups = source.generation.groups
  let told = ''
  for await (const { bytes, tellsState } of generationUpdates(source, {
    groupId: id,
    ...options,
  })) {
    yield bytes
    // The state of a group is told by all its jobs, which can be ten thousand.
    if (!tellsState) continue
    const view = groups.get(kind, id)
    if (view === undefined) continue
    const summary = toSummary(view)
    const text = JSON.stringify(summary)
    if (text !== told) yield toMessage({ event: 'group', data: summary })
    told = text
  }
}
