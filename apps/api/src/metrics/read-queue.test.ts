import { createMemoryStore, createQueue, type JobQueue } from '@darkroom/job-queue'
import { expect, test } from 'vitest'
import { BoundedNames } from './bounded-names.ts'
import { readQueue } from './read-queue.ts'

async function openQueue(): Promise<JobQueue> {
  const queue = createQueue({ store: createMemoryStore() })
  await queue.open()
  return queue
}

const job = (client: string, priority = 0) => ({
  id: crypto.randomUUID(),
  kind: 'test',
  payload: null,
  client,
  priority,
})

const hour = 3_600_000

test('of more clients than may be told, those with the most jobs have names', async () => {
  await using queue = await openQueue()
  for (const client of ['a', 'b', 'c', 'c', 'c', 'b']) await queue.enqueue(job(client))
  const names = new BoundedNames({ most: 2, idleMs: hour })
  const { waiting } = readQueue(queue, { nameOf: (client) => names.of(client), now: Date.now() })
  expect(waiting).toEqual([
    { client: 'c', priority: 'normal', jobs: 3 },
    { client: 'b', priority: 'normal', jobs: 2 },
    { client: 'other', priority: 'normal', jobs: 1 },
  ])
})

test('what a paused group holds back does not make the line old', async () => {
  await using queue = await openQueue()
  const group = crypto.randomUUID()
  const member = job('a', -5)
  await queue.enqueue({ id: group, kind: 'test', payload: null, jobs: [member] })
  const oldest = () =>
    readQueue(queue, { nameOf: (client) => client, now: Date.now() + hour }).oldest
  expect(oldest().low).toBeGreaterThanOrEqual(3600)
  expect(oldest()).toMatchObject({ normal: 0, high: 0 })
  await queue.pauseGroup(group)
  expect(oldest().low).toBe(0)
})
