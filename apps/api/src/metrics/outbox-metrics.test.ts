import { createMemoryStore, createQueue } from '@darkroom/job-queue'
import { Registry } from 'prom-client'
import { expect, test } from 'vitest'
import { outboxMetrics } from './outbox-metrics.ts'

test('what becomes of messages is counted, and what is to be delivered is told', async () => {
  await using queue = createQueue({ store: createMemoryStore() })
  await queue.open()
  const registry = new Registry()
  const metrics = outboxMetrics(registry, queue)
  const after = queue.lastEventId()
  for (const lane of ['a', 'b', 'c']) {
    await queue.outbox.add({ topic: 'job.failed', lane, to: 'somebody', body: '{}' })
  }
  const [first = '', second = ''] = [...queue.outbox.pending()].map(({ id }) => id)
  await queue.outbox.tried(first, { note: 'no answer', delayMs: 1 })
  await queue.outbox.delivered(first, null)
  await queue.outbox.gaveUp(second, null)
  const last = queue.lastEventId()
  const { signal } = new AbortController()
  for await (const event of queue.events({ after, signal })) {
    metrics.event(event)
    if (event.id === last) break
  }
  metrics.read()
  const text = await registry.metrics()
  for (const line of [
    'darkroom_webhook_deliveries_total{outcome="delivered"} 1',
    'darkroom_webhook_deliveries_total{outcome="failed"} 1',
    'darkroom_webhook_deliveries_total{outcome="dead"} 1',
    'darkroom_webhook_pending_messages 1',
  ]) {
    expect(text).toContain(`${line}\n`)
  }
})
