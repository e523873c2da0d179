import { z } from 'zod'
import { ComfyResponseError } from '../errors.ts'
import type { QueueItem } from '../history-entry.ts'
import { Turns } from '../json/turns.ts'
import { idText, jsonObject, lenientNumber, lenientTexts } from './lenient.ts'
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

/** More jobs than this in a queue are no queue; to read a part would take ours for missing. */
const mostItems = 20_000

const queueSchema = z.object({
  queue_running: z.custom<readonly unknown[]>(Array.isArray).catch([]),
  queue_pending: z.custom<readonly unknown[]>(Array.isArray).catch([]),
})

export const readQueueItem = (json: unknown): QueueItem | undefined =>
  itemSchema.safeParse(json).data

/**
 * Reads the queue and sorts it: the server returns a raw heap, and runs the least `(number, promptId)` first. Lets the
 * event loop have its turn meanwhile.
 */
export async function readQueue(json: unknown): Promise<{
  readonly running: readonly QueueItem[]
  readonly pending: readonly QueueItem[]
}> {
  const { queue_running, queue_pending } = queueSchema
    .catch({ queue_running: [], queue_pending: [] })
    .parse(json)
  const running = await readItems(queue_running)
  const pending = await readItems(queue_pending)
  return { running, pending: pending.toSorted(byOrder) }
}

async function readItems(elements: readonly unknown[]): Promise<readonly QueueItem[]> {
  if (elements.length > mostItems) {
    throw new ComfyResponseError(`The queue of ComfyUI has ${elements.length} jobs`, {
      status: 200,
    })
  }
  const turns = new Turns()
  const items: QueueItem[] = []
  for (const element of elements) {
    if (turns.isDue) await turns.yield()
    const item = readQueueItem(element)
    if (item !== undefined) items.push(item)
  }
  return items
}

function byOrder(one: QueueItem, other: QueueItem): number {
  if (one.number !== other.number) return one.number - other.number
  return one.promptId < other.promptId ? -1 : 1
}
