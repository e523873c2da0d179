import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { systemClock } from '@darkroom/foundation'
import { createQueue } from '@darkroom/job-queue'
import { MemoryLog } from '@darkroom/job-queue/testing'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { deliverWebhooks } from './open-webhooks.ts'
import { usualTimings } from './retry-delay.ts'
import { readWebhookHost } from './webhook-hosts.ts'
import { newSecret } from './webhook-secrets.ts'
import { Webhooks } from './webhooks.ts'

const log = pino({ level: 'silent' })
const secrets = [newSecret()]

/** Hears from whom each message came, by the version in the name of the sender. */
async function openReceiver() {
  const heard: { from: string; body: string }[] = []
  const server = createServer(async (request, response) => {
    heard.push({ from: request.headers['user-agent'] ?? '', body: await text(request) })
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return { heard, url: `http://127.0.0.1:${port}` }
}

async function openProcess(shared: MemoryLog, name: string, url: string) {
  const queue = createQueue({ store: shared.connect(), member: { name } })
  await queue.open()
  onTestFinished(() => queue.close())
  const webhooks = new Webhooks({
    queue,
    hosts: [readWebhookHost(url)].filter((host) => host !== undefined),
    secrets,
    announced: async () => undefined,
    version: name,
    log,
    clock: systemClock,
    timings: usualTimings,
    timeoutMs: 5_000,
  })
  const stop = deliverWebhooks(webhooks, { queue, log })
  const tell = (body: string) =>
    queue.outbox.add({ topic: 'test', lane: 'a', to: { url: `${url}/` }, body })
  return { tell, stop, pending: () => [...queue.outbox.pending()].length }
}

test('of several processes on one queue one tells, whoever it came from, and another when that one stops', async () => {
  const { heard, url } = await openReceiver()
  const shared = new MemoryLog({})
  const first = await openProcess(shared, 'first', url)
  await first.tell('1')
  await expect.poll(first.pending).toBe(0)
  const second = await openProcess(shared, 'second', url)
  await second.tell('2')
  await expect.poll(second.pending).toBe(0)
  await first.stop()
  await first.tell('3')
  await expect.poll(first.pending).toBe(0)
  await second.stop()
  await second.tell('4')
  expect(heard).toEqual([
    { from: 'darkroom/first', body: '1' },
    { from: 'darkroom/first', body: '2' },
    { from: 'darkroom/second', body: '3' },
  ])
})
