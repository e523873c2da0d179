import { expect, onTestFinished, test } from 'vitest'
import { createQueue } from './create-queue.ts'
import { createMemoryStore } from './memory-store.ts'
import { job, take } from './testing/contract/harness.ts'
import { describeQueueStore } from './testing/index.ts'

describeQueueStore('a queue in memory', createMemoryStore)

test('calls on one job take effect in the order they came, however many wait', async () => {
  const queue = createQueue({ store: createMemoryStore() })
  await queue.open()
  onTestFinished(() => queue.close())
  const { id } = await queue.enqueue(job())
  const lease = await take(queue)
  const values = Array.from({ length: 600 }, (_, index) => index)
  await Promise.all(values.map((value) => queue.checkpoint(lease, value)))
  expect(queue.get(id)?.checkpoint).toBe(599)
})

test('what is durable is answered even when the store breaks just after; then it is trusted no more', async () => {
  const broken = new Error('broken')
  const applied = (): never => {
    throw broken
  }
  await using queue = createQueue({ store: { ...createMemoryStore(), applied } })
  await queue.open()
  expect(await queue.enqueue(job())).toMatchObject({ created: true })
  await expect(queue.enqueue(job())).rejects.toBe(broken)
})
