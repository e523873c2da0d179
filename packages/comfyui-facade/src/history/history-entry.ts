import type { Job } from '@darkroom/door-ports'
import { noteOf } from '../ids/facade-note.ts'
import { historyMessages } from '../outputs/final-messages.ts'
import { uiOutputs } from '../outputs/ui-outputs.ts'
import type { PromptGraph } from '../prompt/prompt-graph.ts'
import { promptTuple } from './job-graph.ts'

/** How ComfyUI says how a job ended: one that was interrupted is an error with another last message. */
export const statusOf = (job: Job): Readonly<Record<string, unknown>> => ({
  status_str: job.status === 'completed' ? 'success' : 'error',
  completed: job.status === 'completed',
  messages: historyMessages(job),
})

/** A job that has ended, as `/history` tells it. */
export function historyEntry(job: Job, graph: PromptGraph): Readonly<Record<string, unknown>> {
  const outputs = uiOutputs(job.outputs)
  return {
    prompt: promptTuple(job, { graph, number: noteOf(job)?.number ?? 0 }),
    outputs: Object.fromEntries(outputs),
    status: statusOf(job),
    meta: Object.fromEntries(
      [...outputs.keys()].map((node) => [
        node,
        { node_id: node, display_node: node, parent_node: null, real_node_id: node },
      ]),
    ),
  }
}
