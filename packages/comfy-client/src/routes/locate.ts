import type { ComfyClient } from '../comfy-client.ts'
import type { Location, QueueItem } from '../history-entry.ts'

/**
 * Reads queue, history, and both again. The server moves a job from waiting to running and from running to the history
 * under one lock each, so the first two reads only miss a job that arrives in between.
 */
export const createLocate =
  ({ queue, history }: Pick<ComfyClient, 'queue' | 'history'>): ComfyClient['locate'] =>
  async (promptId, options) => {
    for (const _round of ['first', 'second']) {
      const queued = inQueue(await queue(options), promptId)
      if (queued) return queued
      const entry = await history(promptId, options)
      if (entry) return { state: 'finished', number: entry.number, copies: 0, entry }
    }
    return { state: 'absent', copies: 0 }
  }

function inQueue(
  { running, pending }: { running: readonly QueueItem[]; pending: readonly QueueItem[] },
  promptId: string,
): Location | undefined {
  const own = (items: readonly QueueItem[]): readonly QueueItem[] =>
    items.filter((item) => item.promptId === promptId)
  const [runs, waits] = [own(running), own(pending)]
  const [item] = [...runs, ...waits]
  if (!item) return undefined
  return {
    state: runs.length > 0 ? 'running' : 'pending',
    number: item.number,
    copies: runs.length + waits.length,
  }
}
