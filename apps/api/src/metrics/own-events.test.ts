import { createQueue, type JobQueue, type QueueEvent } from '@darkroom/job-queue'
import { MemoryLog } from '@darkroom/job-queue/testing'
import { expect, test } from 'vitest'
import { ownEvents } from './own-events.ts'

async function openMember(log: MemoryLog, name: string): Promise<JobQueue> {
  const queue = createQueue({ store: log.connect(), member: { name, facts: {} } })
  await queue.open()
  return queue
}

test('each of two processes on one queue knows which of the events it has written', async () => {
  const log = new MemoryLog()
  await using one = await openMember(log, 'one')
  await using other = await openMember(log, 'other')
  const stopping = new AbortController()
  const heard = [one, other].map((queue) => {
    const own = ownEvents(queue)
    const events: (readonly [type: QueueEvent['type'], own: boolean])[] = []
    const following = (async () => {
      const after = queue.lastEventId()
      for await (const event of queue.events({ after, signal: stopping.signal })) {
        events.push([event.type, own.has(event)])
      }
    })()
    return { events, following }
  })
  const job = { id: crypto.randomUUID(), kind: 'test', payload: null }
  await one.enqueue(job)
  await other.sync()
  await other.requestCancel(job.id)
  await one.sync()
  const expected = [
    [
      ['accepted', true],
      ['cancelled', false],
    ],
    [
      ['accepted', false],
      ['cancelled', true],
    ],
  ]
  await expect.poll(() => heard.map(({ events }) => events)).toEqual(expected)
  stopping.abort()
  await Promise.all(heard.map(({ following }) => following))
})
