import { expect, onTestFinished, test } from 'vitest'
import { describeJobQueue } from '../test/contract/describe-job-queue.ts'
import { job, take } from '../test/contract/harness.ts'
import { createMemoryDriver } from './memory-driver.ts'

describeJobQueue('the memory driver', createMemoryDriver)

test('calls on one job take effect in the order they came, however many wait', async () => {
  const queue = createMemoryDriver()
  await queue.open()
  onTestFinished(() => queue.close())
  const { id } = await queue.enqueue(job())
  const lease = await take(queue)
  const values = Array.from({ length: 600 }, (_, index) => index)
  await Promise.all(values.map((value) => queue.checkpoint(lease, value)))
  expect(queue.get(id)?.checkpoint).toBe(599)
})
