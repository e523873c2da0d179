import type { Job } from '@darkroom/door-ports'
import { promptIdOf } from '../ids/facade-note.ts'

/** An event of ComfyUI's socket. */
export interface Message {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

export const startMessage = (job: Job): Message => ({
  type: 'execution_start',
  data: { prompt_id: promptIdOf(job), timestamp: job.startedAt ?? job.createdAt },
})

export const cachedMessage = (job: Job, nodes: readonly string[] = []): Message => ({
  type: 'execution_cached',
  data: { nodes, prompt_id: promptIdOf(job), timestamp: job.startedAt ?? job.createdAt },
})

/** Success, error or interruption; undefined while it has not ended. */
export function endMessage(job: Job): Message | undefined {
  const told = { prompt_id: promptIdOf(job), timestamp: job.finishedAt ?? job.createdAt }
  switch (job.status) {
    case 'queued':
    case 'processing':
      return undefined
    case 'completed':
      return { type: 'execution_success', data: told }
    case 'error':
      return { type: 'execution_error', data: { ...told, ...failureOf(job) } }
    case 'cancelled':
      return {
        type: 'execution_interrupted',
        data: { ...told, node_id: '', node_type: '', executed: [] },
      }
  }
}

const failureOf = ({ failure }: Job): Readonly<Record<string, unknown>> => ({
  node_id: failure?.nodeId ?? '',
  node_type: failure?.nodeClass ?? '',
  executed: [],
  exception_message: [failure?.message ?? 'It failed.', failure?.hint ?? ''].join('\n'),
  // By this name clients see that a smaller picture may do.
  exception_type:
    failure?.code === 'out_of_memory' ? 'torch.OutOfMemoryError' : (failure?.code ?? 'error'),
  traceback: [],
  current_inputs: {},
  current_outputs: [],
})

/** What `/history` has of the socket's messages. */
export function historyMessages(job: Job): readonly (readonly [string, Message['data']])[] {
  const end = endMessage(job)
  const began = job.startedAt !== undefined || job.status !== 'cancelled'
  const messages = [
    ...(began ? [startMessage(job), cachedMessage(job)] : []),
    ...(end === undefined ? [] : [end]),
  ]
  return messages.map(({ type, data }) => [type, data])
}
