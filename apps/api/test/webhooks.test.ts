import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { deliveryListSchema, sentDeliverySchema } from '../src/webhooks/delivery-schemas.ts'
import { createdWebhookSchema } from '../src/webhooks/webhook-schemas.ts'
import {
  ended,
  generate,
  problem,
  type RunningDarkroom,
  request,
  runDarkroom,
} from './running-darkroom.ts'
import { WebhookReceiver } from './webhook-receiver.ts'

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

/** Retries follow at once, and nobody is left alone for long. */
const quick = { firstRetryMs: 5, longestRetryMs: 20, firstRestMs: 5, longestRestMs: 20 }

const run = (receiver: WebhookReceiver): Promise<RunningDarkroom> =>
  runDarkroom({
    settings: { WEBHOOK_HOSTS: receiver.url, WEBHOOK_SECRET: secret },
    webhooks: { timings: quick },
  })

const send = (
  { url }: RunningDarkroom,
  path: string,
  { method = 'POST', body }: { method?: string; body?: object } = {},
): Promise<Response> =>
  fetch(`${url}/api/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })

const create = async (running: RunningDarkroom, body: object) => {
  const answer = await send(running, 'webhooks', { body })
  expect(answer.status).toBe(201)
  return createdWebhookSchema.parse(await answer.json())
}

/** All that the queue has written. */
const journalOf = async ({ state }: RunningDarkroom): Promise<string> => {
  const folder = join(state, 'queue')
  const names = await readdir(folder)
  const texts = names
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => readFile(join(folder, name), 'utf8'))
  return (await Promise.all(texts)).join('')
}

const deliveries = async (running: RunningDarkroom, query = '') => {
  const answer = await send(running, `webhooks/deliveries${query}`, { method: 'GET' })
  expect(answer.status).toBe(200)
  return deliveryListSchema.parse(await answer.json()).deliveries
}

test('a job with a webhook tells of its end, and of where its picture is', async () => {
  await using receiver = await new WebhookReceiver(secret).open()
  await using running = await run(receiver)
  const id = await generate(running, { seed: 42, webhook: { url: `${receiver.url}/done?key=1` } })
  const job = await ended(running, id)
  const [first, ...others] = await receiver.until(({ length }) => length > 0)
  expect(others).toEqual([])
  expect(first?.path).toBe('/done?key=1')
  expect(first?.message).toMatchObject({
    type: 'job.completed',
    data: {
      request_id: id,
      status: 'completed',
      workflow: 'text-to-image',
      model: request.model,
      seed: 42,
      outputs_total: 1,
      finished_at: job.finished_at,
    },
  })
  const [output] = z
    .array(z.object({ url: z.string(), sha256: z.string() }))
    .parse(first?.message.data.outputs)
  const picture = await fetch(`${running.url}${output?.url}`)
  expect(picture.headers.get('content-type')).toBe('image/png')
  const hash = await crypto.subtle.digest('SHA-256', await picture.arrayBuffer())
  expect(Buffer.from(hash).toString('hex')).toBe(output?.sha256)
  await expect
    .poll(() => deliveries(running))
    .toMatchObject([
      {
        id: first?.id,
        event: 'job.completed',
        about: id,
        url: `${receiver.url}/done`,
        state: 'delivered',
        status: 204,
        tries: 1,
      },
    ])
})

test('what is told of one job comes in order, each until it is acknowledged, and as it was', async () => {
  await using receiver = await new WebhookReceiver(secret).open()
  await using running = await run(receiver)
  const statuses = [500, 302, 404, 503, 200]
  const answered = new Map<string, number>()
  receiver.answer = ({ id }, response) => {
    const count = answered.get(id) ?? 0
    answered.set(id, count + 1)
    response.writeHead(statuses[count] ?? 200, { location: `${receiver.url}/other` }).end('no')
  }
  const events = ['job.queued', 'job.started', 'job.completed']
  const ids = await Promise.all(
    [1, 2].map((seed) =>
      generate(running, { seed, webhook: { url: `${receiver.url}/a`, events } }),
    ),
  )
  await receiver.until(({ length }) => length === 2 * 3 * statuses.length)
  for (const id of ids) {
    const own = receiver.received.filter(({ message }) => message.data.request_id === id)
    expect(own.map(({ message }) => message.type)).toEqual(
      events.flatMap((event) => statuses.map(() => event)),
    )
    expect(new Set(own.map(({ body }) => body)).size).toBe(events.length)
    expect(new Set(own.map(({ id }) => id)).size).toBe(events.length)
  }
  expect(new Set(receiver.received.map(({ path }) => path))).toEqual(new Set(['/a']))
  await expect.poll(async () => (await deliveries(running, '?state=delivered')).length).toBe(6)
  for (const delivery of await deliveries(running)) expect(delivery.tries).toBe(statuses.length)
})

test('a webhook for all hears of batches too, signed with its own secret', async () => {
  await using receiver = await new WebhookReceiver(secret).open()
  await using running = await run(receiver)
  const webhook = await create(running, { url: receiver.url })
  receiver.secret = webhook.secret
  expect(webhook.secret).toMatch(/^whsec_/)
  const answer = await send(running, 'batch', { body: { ...request, batch_count: 3 } })
  const { batch_id } = z.object({ batch_id: z.string() }).parse(await answer.json())
  await receiver.until(({ length }) => length === 4)
  expect(receiver.types().toSorted()).toEqual([
    'batch.ended',
    'job.completed',
    'job.completed',
    'job.completed',
  ])
  const end = receiver.received.find(({ message }) => message.type === 'batch.ended')
  expect(end?.message.data).toEqual({
    batch_id,
    jobs: 3,
    completed: 3,
    failed: 0,
    cancelled: 0,
    is_retry: false,
  })
  const shown = await (await send(running, `webhooks/${webhook.id}`, { method: 'GET' })).text()
  expect(shown).not.toContain('secret')
})

test('a batch with a webhook tells of each of its pictures and of its end', async () => {
  await using receiver = await new WebhookReceiver(secret).open()
  await using running = await run(receiver)
  const body = { ...request, batch_count: 2, webhook: { url: receiver.url } }
  expect((await send(running, 'batch', { body })).status).toBe(202)
  await receiver.until(({ length }) => length === 3)
  expect(receiver.types().toSorted()).toEqual(['batch.ended', 'job.completed', 'job.completed'])
})

test('a receiver that was away for long, over a restart of ours, hears of everything once', async () => {
  await using receiver = await new WebhookReceiver(secret).open()
  await using running = await run(receiver)
  const webhook = await create(running, { url: receiver.url, events: ['job.completed'] })
  receiver.secret = webhook.secret
  await receiver.close()
  const ids = await Promise.all([1, 2, 3].map((seed) => generate(running, { seed })))
  for (const id of ids) await ended(running, id)
  const isKnown = ({ error }: { error?: string | undefined }) => error === 'unreachable'
  await expect.poll(async () => (await deliveries(running)).some(isKnown)).toBe(true)
  expect(await deliveries(running, '?state=pending')).toHaveLength(3)
  await running.restart()
  await receiver.open()
  await receiver.until(({ length }) => length === 3)
  await expect.poll(async () => (await deliveries(running, '?state=delivered')).length).toBe(3)
  expect(receiver.received.map(({ message }) => message.data.request_id).toSorted()).toEqual(
    ids.toSorted(),
  )
})

test('what nobody takes is dead after its time, and is delivered when it is replayed', async () => {
  await using receiver = await new WebhookReceiver(secret).open()
  const webhooks = { timings: { ...quick, patienceMs: 0 } }
  const settings = { WEBHOOK_HOSTS: receiver.url, WEBHOOK_SECRET: secret }
  await using running = await runDarkroom({ settings, webhooks })
  const id = await generate(running, { webhook: { url: receiver.url } })
  await ended(running, id)
  const dead = () => deliveries(running, `?state=dead&about=${id}`)
  await expect.poll(async () => (await dead()).map(({ error }) => error)).toEqual(['too-old'])
  const [delivery] = await dead()
  const path = `webhooks/deliveries/${delivery?.id}`
  const { body } = sentDeliverySchema.parse(
    await (await send(running, path, { method: 'GET' })).json(),
  )
  webhooks.timings.patienceMs = 60_000
  await running.restart()
  expect(receiver.received).toEqual([])
  expect((await send(running, `${path}/replay`)).status).toBe(202)
  expect(await receiver.until(({ length }) => length === 1)).toMatchObject([
    { id: delivery?.id, body },
  ])
  await expect.poll(async () => (await deliveries(running))[0]?.state).toBe('delivered')
  await problem(await send(running, 'webhooks/deliveries/0123-9/replay'), 404)
})

test('a receiver that is slow is tried again, and does not hold up others', async () => {
  await using slow = await new WebhookReceiver(secret).open()
  await using quickOne = await new WebhookReceiver(secret).open()
  slow.answer = () => undefined
  await using running = await runDarkroom({
    settings: { WEBHOOK_HOSTS: `${slow.url},${quickOne.url}`, WEBHOOK_SECRET: secret },
    webhooks: { timings: quick, timeoutMs: 200 },
  })
  const ids = [slow, quickOne].map((receiver) =>
    generate(running, { webhook: { url: receiver.url } }),
  )
  await quickOne.until(({ length }) => length === 1)
  await slow.until(({ length }) => length > 1)
  expect(await deliveries(running, `?about=${await ids[0]}`)).toMatchObject([
    { state: 'pending', error: 'timeout' },
  ])
  slow.answer = (_, response) => response.writeHead(200).end()
  await expect.poll(async () => (await deliveries(running, '?state=delivered')).length).toBe(2)
})

test('one that answers that it is gone hears of nothing more, until it is enabled again', async () => {
  await using receiver = await new WebhookReceiver(secret).open()
  await using running = await run(receiver)
  const webhook = await create(running, { url: receiver.url, secret, events: ['job.queued'] })
  receiver.answer = (_, response) => response.writeHead(410).end()
  await generate(running)
  const state = async () =>
    (await send(running, `webhooks/${webhook.id}`, { method: 'GET' })).json()
  await expect.poll(state).toMatchObject({ enabled: false, gone: true })
  await generate(running)
  expect(receiver.received).toHaveLength(1)
  receiver.answer = (_, response) => response.writeHead(200).end()
  expect((await send(running, `webhooks/${webhook.id}/test`)).status).toBe(202)
  await receiver.until(({ length }) => length === 2)
  expect(receiver.types()).toEqual(['job.queued', 'webhook.test'])
  const body = { enabled: true }
  const changed = await send(running, `webhooks/${webhook.id}`, { method: 'PATCH', body })
  expect(await changed.json()).toMatchObject({ enabled: true, gone: false })
  await generate(running)
  await receiver.until(({ length }) => length === 3)
  expect((await send(running, `webhooks/${webhook.id}`, { method: 'DELETE' })).status).toBe(200)
  expect(await (await send(running, 'webhooks', { method: 'GET' })).json()).toEqual({
    webhooks: [],
  })
  await problem(await send(running, `webhooks/${webhook.id}`, { method: 'GET' }), 404)
})

test('a job that is retried is told of to the same, signed with the secret that came with it', async () => {
  const own = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'
  await using receiver = await new WebhookReceiver(own).open()
  await using running = await run(receiver)
  const id = await generate(running, { webhook: { url: receiver.url, secret: own } })
  await ended(running, id)
  const answer = await send(running, `generate/${id}/retry`)
  const { request_id } = z.object({ request_id: z.string() }).parse(await answer.json())
  await receiver.until(({ length }) => length === 2)
  expect(receiver.received[1]?.message.data).toMatchObject({ request_id, retry_of: id })
  const journal = await journalOf(running)
  expect(journal).toContain(receiver.url)
  expect(journal).not.toContain(own.slice('whsec_'.length))
})

test('nothing is told to whom the operator does not list', async () => {
  await using running = await runDarkroom({
    settings: { WEBHOOK_HOSTS: 'hooks.example,http://localhost:9000', WEBHOOK_SECRET: secret },
  })
  for (const url of ['https://other.example/', 'http://127.0.0.1:9000/', 'nothing']) {
    const ofJob = await send(running, 'generate', { body: { ...request, webhook: { url } } })
    const { errors } = await problem(ofJob, 400)
    expect(errors).toMatchObject([{ path: 'webhook.url' }])
    const ofAll = await problem(await send(running, 'webhooks', { body: { url } }), 400)
    expect(ofAll.errors?.[0]?.path).toBe('url')
  }
})

test('where no hosts are listed there are no webhooks, and that is said', async () => {
  await using running = await runDarkroom()
  const body = { ...request, webhook: { url: 'https://hooks.example/' } }
  const refused = await problem(await send(running, 'generate', { body }), 403)
  expect(refused).toMatchObject({ code: 'webhooks_off' })
  await problem(await send(running, 'webhooks', { method: 'GET' }), 403)
  await problem(await send(running, 'webhooks/deliveries', { method: 'GET' }), 403)
})
