import { z } from 'zod'
import type { HistoryEntry, Outcome } from '../history-entry.ts'
import { idText, lenientList, lenientText, lenientTexts } from './lenient.ts'
import { readFailure } from './read-failure.ts'
import { filesOf, outputsSchema } from './read-outputs.ts'
import { readQueueItem } from './read-queue.ts'

const message = z.tuple([z.string(), z.unknown()]).transform(([name, data]) => ({ name, data }))
type Message = z.infer<typeof message>

const status = z.object({
  status_str: lenientText,
  completed: z.boolean().catch(false),
  messages: lenientList(message),
})

const entrySchema = z.object({
  prompt: z.unknown(),
  outputs: outputsSchema,
  status: status.nullish().catch(undefined),
})

const timed = z.object({ timestamp: z.number() })
const interruption = z.object({
  node_id: idText.catch(''),
  node_type: lenientText,
  executed: lenientTexts,
})

/** Reads every entry of `GET /history…`, in the server's order: oldest first. */
export function readHistories(json: unknown): readonly HistoryEntry[] {
  const entries = z.record(z.string(), z.unknown()).catch({}).parse(json)
  return Object.entries(entries).flatMap(([promptId, entry]) => {
    const read = entrySchema.safeParse(entry)
    return read.success ? [toEntry(promptId, read.data)] : []
  })
}

export const readHistory = (json: unknown, promptId: string): HistoryEntry | undefined =>
  readHistories(json).find((entry) => entry.promptId === promptId)

function toEntry(
  promptId: string,
  { prompt, outputs, status }: z.infer<typeof entrySchema>,
): HistoryEntry {
  const item = readQueueItem(prompt)
  const messages = status?.messages ?? []
  const startedAt = timeOf(messages.find(({ name }) => name === 'execution_start'))
  const finishedAt = timeOf(messages.findLast(({ name }) => endings.has(name)))
  return {
    promptId,
    number: item?.number ?? 0,
    graph: item?.graph ?? {},
    extraData: item?.extraData ?? {},
    outputs,
    files: filesOf(outputs),
    outcome: toOutcome(promptId, status ?? undefined),
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
  }
}

const endings = new Set(['execution_success', 'execution_error', 'execution_interrupted'])

const timeOf = (given: Message | undefined): number | undefined =>
  timed.safeParse(given?.data).data?.timestamp

/** The outcome; `status_str` is `error` for failed and interrupted jobs, which the last message distinguishes. */
function toOutcome(promptId: string, given: z.infer<typeof status> | undefined): Outcome {
  if (!given) return { state: 'unknown' }
  const last = given.messages.findLast(({ name }) => endings.has(name))
  switch (last?.name) {
    case 'execution_interrupted': {
      const { node_id, node_type, executed } = interruption
        .catch({ node_id: '', node_type: '', executed: [] })
        .parse(last.data)
      return { state: 'interrupted', nodeId: node_id, nodeClass: node_type, executed }
    }
    case 'execution_error':
      return { state: 'error', error: { ...readFailure(last.data), promptId } }
  }
  if (given.completed || given.status_str === 'success') return { state: 'success' }
  if (given.status_str === 'error') {
    return { state: 'error', error: { ...readFailure(undefined), promptId } }
  }
  return { state: 'unknown' }
}
