import { z } from 'zod'
import type { QueueItem } from '../history-entry.ts'
import { idText, jsonObject, lenientList, lenientNumber, lenientTexts } from './lenient.ts'
import { graphSchema } from './read-graph.ts'

const itemSchema: z.ZodType<QueueItem> = z
  .tuple([lenientNumber, idText], z.unknown())
  .transform(([number, promptId, graph, extraData, outputNodes]) => ({
    number,
    promptId,
    graph: graphSchema.parse(graph),
    extraData: jsonObject.parse(extraData),
    outputNodes: lenientTexts.parse(outputNodes),
  }))

const queueSchema = z.object({
  queue_running: lenientList(itemSchema),
  queue_pending: lenientList(itemSchema),
})

export const readQueueItem = (json: unknown): QueueItem | undefined =>
  itemSchema.safeParse(json).data

/** Reads the queue and sorts it: the server returns a raw heap, and runs the least `(number, promptId)` first. */
export function readQueue(json: unknown): {
  readonly running: readonly QueueItem[]
  readonly pending: readonly QueueItem[]
} {
  const { queue_running, queue_pending } = queueSchema
    .catch({ queue_running: [], queue_pending: [] })
    .parse(json)
  return { running: queue_running, pending: queue_pending.toSorted(byOrder) }
}

function byOrder(one: QueueItem, other: QueueItem): number {
  if (one.number !== other.number) return one.number - other.number
  return one.promptId < other.promptId ? -1 : 1
}
