import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { problem, type RunningDarkroom, request, runDarkroom } from './running-darkroom.ts'

const settings = {
  ALLOWED_HOSTS: 'pictures.example',
  ALLOWED_CLIENTS: '203.0.113.0/24',
  QUEUE_LIMIT_PER_CLIENT: '1',
  EVENT_STREAM_LIMIT_PER_CLIENT: '1',
}

const pixel = Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')

let behind: RunningDarkroom
let open: RunningDarkroom
beforeAll(async () => {
  behind = await runDarkroom({ settings: { ...settings, TRUSTED_PROXIES: '127.0.0.1' } })
  open = await runDarkroom({ settings })
  for (const { api } of [behind, open]) await api.queue.pause.$post()
})
afterAll(async () => {
  await behind[Symbol.asyncDispose]()
  await open[Symbol.asyncDispose]()
})

/** What a proxy with TLS sends on. */
const from = (client: string, others: Record<string, string> = {}) => ({
  'x-forwarded-for': client,
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'pictures.example',
  ...others,
})
const generate = ({ url }: RunningDarkroom, headers: Record<string, string>) =>
  fetch(`${url}/api/generate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(request),
  })

test('limits are those of the client, and who is not let in is told by its own address', async () => {
  const answers = [
    await generate(behind, from('203.0.113.1')),
    await generate(behind, from('203.0.113.2')),
    await generate(behind, from('203.0.113.1')),
  ]
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 429])
  const stranger = await generate(behind, from('203.0.113.9, 198.51.100.4'))
  const { code, detail } = await problem(stranger, 403)
  expect(code).toBe('client_not_allowed')
  expect(detail).toContain('198.51.100.4')
})

test('each client has event streams of its own', async () => {
  const stop = new AbortController()
  const stream = (client: string) =>
    fetch(`${behind.url}/api/events`, { headers: from(client), signal: stop.signal })
  const answers = [
    await stream('203.0.113.1'),
    await stream('203.0.113.2'),
    await stream('203.0.113.1'),
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 503])
  stop.abort()
})

test('a page of our own name may write over https, and no other one', async () => {
  const status = async (origin: string) =>
    (await generate(behind, from('203.0.113.3', { origin }))).status
  expect(await status('https://pictures.example')).toBe(202)
  expect(await status('http://pictures.example')).toBe(403)
  expect(await status('https://evil.example')).toBe(403)
})

test('absolute addresses in answers begin with what the proxy was called by', async () => {
  const body = new FormData()
  body.set('file', new Blob([pixel]), 'pixel.gif')
  const upload = await fetch(`${behind.url}/api/v2/assets`, {
    method: 'POST',
    headers: from('203.0.113.4'),
    body,
  })
  expect(upload.status).toBe(201)
  expect(z.object({ url: z.string() }).parse(await upload.json()).url).toMatch(
    /^https:\/\/pictures\.example\/api\//,
  )
})
test('a name that the proxy was called by is checked as any other', async () => {
  const refused = await generate(
    behind,
    from('203.0.113.5', { 'x-forwarded-host': 'evil.example' }),
  )
  expect((await problem(refused, 421)).code).toBe('host_not_allowed')
})

test('sockets are told of the client too', async () => {
  const statusFor = async (headers: Record<string, string>) => {
    const { promise, resolve } = Promise.withResolvers<number>()
    const socket = new WebSocket(`${behind.url.replace('http', 'ws')}/comfyui/ws`, { headers })
    socket.on('open', () => resolve(101))
    socket.on('unexpected-response', (_, { statusCode = 0 }) => resolve(statusCode))
    socket.on('error', () => {})
    const status = await promise
    socket.terminate()
    return status
  }
  expect(await statusFor(from('203.0.113.6'))).toBe(101)
  expect(await statusFor(from('198.51.100.4'))).toBe(403)
})

test('without a list nothing of it is believed', async () => {
  expect((await generate(open, from('198.51.100.4'))).status).toBe(202)
  const sameClient = await generate(open, from('203.0.113.1'))
  expect(sameClient.status).toBe(429)
  const origin = { origin: 'https://pictures.example' }
  expect((await generate(open, from('203.0.113.1', origin))).status).toBe(403)
})
