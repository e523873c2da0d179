import type { GroupKind } from '@darkroom/generation'
import { generationUpdates } from '../generate/generation-messages.ts'
import type { JobSources } from '../generate/to-job.ts'
import type { Message } from '../http/sse.ts'
import { toGroupSummary } from './group-summary.ts'
import { withSummaries } from './rare-summaries.ts'

/** The messages of all its jobs; `group` follows those that changed the state of the group. */
export function groupMessages(
  source: JobSources,
  {
    kind,
    id,
    signal,
    ...options
  }: {
    kind: GroupKind
    id: string
    after: string | undefined
    previews: boolean
    signal: AbortSignal
  },
): AsyncGenerator<Message> {
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
      const data = view === undefined ? undefined : toGroupSummary(view)
      const text = JSON.stringify(data) ?? told
      if (data === undefined || text === told) return { messages: [], isAll: true }
      told = text
      return { messages: [{ event: 'group', data }], isAll: true }
    },
  })
}
