import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createSimulator } from '@darkroom/comfy-simulator'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { request, temporaryFolder } from './running-darkroom.ts'
import { WebhookReceiver } from './webhook-receiver.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'

/** Starts the program, and resolves once it serves. */
async function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, ['--conditions=@darkroom/source', main], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'info', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { promise, resolve } = Promise.withResolvers<string>()
  createInterface(child.stdout).on('line', (line) => {
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? []
    if (url !== undefined && !environment.COMFYUI_API_URL?.startsWith(url)) resolve(url)
  })
  const url = await promise
  await expect
    .poll(async () => (await fetch(`${url}/api/health/ready`)).status, { timeout: 10_000 })
    .toBe(200)
  return {
    url,
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

test('a process that is killed between a job and its receiver tells of it afterwards, in order', async () => {
  await using receiver = await new WebhookReceiver(secret).open()
  await using simulator = await createSimulator({ paint: 'plain' })
  await using folder = await temporaryFolder()
  const environment = {
    BACKEND_HOST: '127.0.0.1',
    BACKEND_PORT: '0',
    COMFYUI_API_URL: simulator.url,
    GALLERY_STORAGE_PATH: `${folder.path}/gallery`,
    STATE_PATH: `${folder.path}/state`,
    MIN_FREE_MB: '0',
    WEBHOOK_HOSTS: receiver.url,
    WEBHOOK_SECRET: secret,
  }
  const first = await start(environment)
  // It has the first message and does not answer: whether it was taken, nobody knows.
  receiver.answer = () => undefined
  const events = ['job.queued', 'job.completed']
  const answer = await fetch(`${first.url}/api/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...request, webhook: { url: receiver.url, events } }),
  })
  expect(answer.status).toBe(202)
  const { request_id } = z.object({ request_id: z.string() }).parse(await answer.json())
  await receiver.until(({ length }) => length === 1)
  await (await fetch(`${first.url}/api/generate/${request_id}/events`)).text()
  await first.kill()

  receiver.answer = (_, response) => response.writeHead(204).end()
  const second = await start(environment)
  try {
    await receiver.until((received) => received.some(({ message }) => message.type === events[1]))
    expect(receiver.types()).toEqual(['job.queued', ...events])
    const [before, again, last] = receiver.received
    expect(again).toEqual(before)
    expect(last?.message.data).toMatchObject({ request_id, status: 'completed' })
    const list = async () =>
      z
        .object({ deliveries: z.array(z.object({ state: z.string() })) })
        .parse(await (await fetch(`${second.url}/api/webhooks/deliveries`)).json())
        .deliveries.map(({ state }) => state)
    await expect.poll(list).toEqual(['delivered', 'delivered'])
  } finally {
    await second.kill()
  }
})
