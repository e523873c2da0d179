import { expect, test } from 'vitest'
import { z } from 'zod'
import { ended, generate, problem, request, runDarkroom } from './running-darkroom.ts'
import { create, deliveries, journalOf, run, secret, send } from './webhook-calls.ts'
import { WebhookReceiver } from './webhook-receiver.ts'

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
