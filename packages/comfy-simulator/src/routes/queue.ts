import type { Boot } from '../boot.ts'
import { toTuple } from '../execution/prompt-queue.ts'
import { empty, json } from '../http/reply.ts'
import type { Route } from '../http/router.ts'
import { str } from '../python/repr.ts'
import { getList, isDict, isTrue } from '../python/value.ts'

export const queueRoutes = (boot: () => Boot): readonly Route[] => [
  {
    method: 'GET',
    path: '/queue',
    handle: () => {
      const { running, pending } = boot().queue
      return json({
        queue_running: running === undefined ? [] : [toTuple(running)],
        queue_pending: pending.map(toTuple),
      })
    },
  },
  {
    method: 'POST',
    path: '/queue',
    handle: async (request) => {
      const body = await request.dict()
      const { queue, machine } = boot()
      if (isTrue(body.get('clear'))) {
        for (const { promptId } of queue.pending) machine.oracle.note('delete', { promptId })
        queue.clear()
      }
      for (const id of getList(body, 'delete') ?? []) {
        const promptId = str(id)
        if (queue.delete(promptId)) machine.oracle.note('delete', { promptId })
      }
      return empty()
    },
  },
  {
    method: 'POST',
    path: '/interrupt',
    handle: async (request) => {
      const { interruption, queue, machine } = boot()
      const wanted = await request.json().catch(() => new Map())
      if (!isDict(wanted)) throw new TypeError('The body is not an object')
      const promptId = wanted.get('prompt_id')
      const isMeant = !isTrue(promptId) || queue.running?.promptId === promptId
      if (isMeant) {
        interruption.set()
        const running = queue.running?.promptId
        machine.oracle.note('interrupt', running === undefined ? {} : { promptId: running })
      }
      return empty()
    },
  },
  {
    method: 'POST',
    path: '/free',
    handle: async (request) => {
      const body = await request.dict()
      if (isTrue(body.get('free_memory'))) boot().requestFree()
      return empty()
    },
  },
]
