import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { sentDeliverySchema } from '../src/webhooks/delivery-schemas.ts'
import { ended, generate, problem, runDarkroom } from './running-darkroom.ts'
import { create, deliveries, quick, run, secret, send } from './webhook-calls.ts'
import { WebhookReceiver } from './webhook-receiver.ts'

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

test('a receiver that has a message while we stop is let answer, and does not get it again', async () => {
  await using receiver = await new WebhookReceiver(secret).open()
  await using running = await run(receiver)
  const { promise: held, resolve } = Promise.withResolvers<ServerResponse>()
  receiver.answer = (_, response) => resolve(response)
  await generate(running, { webhook: { url: receiver.url, events: ['job.queued'] } })
  const response = await held
  const restarting = running.restart()
  response.writeHead(204).end()
  await restarting
  expect(await deliveries(running)).toMatchObject([{ state: 'delivered', tries: 1 }])
  expect(receiver.received).toHaveLength(1)
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
