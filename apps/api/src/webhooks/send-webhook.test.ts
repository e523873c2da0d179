import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { IncomingHttpHeaders, RequestListener } from 'node:http'
import { createServer } from 'node:https'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { WebhookSender } from './send-webhook.ts'
import { newSecret } from './webhook-secrets.ts'

const tls = (name: string): string =>
  readFileSync(new URL(`../../test/tls/${name}`, import.meta.url), 'utf8')

const publicAddress = '93.184.216.34'

/** Addresses of names, of which each look-up takes the next. */
const names: Record<string, readonly (readonly string[])[]> = {
  'pictures.example': [[publicAddress]],
  'other.example': [[publicAddress], ['10.0.0.1']],
  'private.example': [['192.168.1.10']],
  'loopback.example': [['127.0.0.1']],
  'metadata.example': [['169.254.169.254']],
  'mapped.example': [['::ffff:127.0.0.1']],
  'nat64.example': [['64:ff9b::7f00:1']],
  'cgnat.example': [['100.64.0.1']],
  'mixed.example': [[publicAddress, '10.0.0.1']],
}
const turns = new Map<string, number>()

const resolve = async (name: string) => {
  const lists = names[name]
  if (lists === undefined) throw new Error('ENOTFOUND')
  const turn = turns.get(name) ?? 0
  turns.set(name, turn + 1)
  const list = lists[Math.min(turn, lists.length - 1)] ?? []
  return list.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
}

let port = 0
let answer: RequestListener
const asked: { url: string; headers: IncomingHttpHeaders; body: string }[] = []
const server = createServer(
  { cert: tls('certificate.pem'), key: tls('key.pem') },
  async (incoming, outgoing) => {
    asked.push({ url: incoming.url ?? '', headers: incoming.headers, body: await text(incoming) })
    answer(incoming, outgoing)
  },
)

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address === 'object') port = address?.port ?? 0
})
afterAll(() => {
  server.close()
  server.closeAllConnections()
})
beforeEach(() => {
  asked.length = 0
  answer = (_, outgoing) => outgoing.writeHead(204).end()
})

const secret = newSecret()
const body = '{"type":"job.completed","data":{"prompt":"ein Füchslein"}}'
const signal = new AbortController().signal

const send = async (
  host: string,
  { timeoutMs = 5_000, secrets = [secret] }: { timeoutMs?: number; secrets?: string[] } = {},
) => {
  await using sender = new WebhookSender({
    version: '1',
    now: Date.now,
    timeoutMs,
    network: {
      resolve,
      route: () => ({ address: '127.0.0.1', family: 4 }),
      ca: tls('certificate.pem'),
    },
  })
  const url = `https://${host}:${port}/in`
  return await sender.send({ id: 'a-1', url, body, secrets }, signal)
}

test('what is sent over https is what a receiver verifies, by each of the secrets', async () => {
  const secrets = [newSecret(), secret]
  expect(await send('pictures.example', { secrets })).toEqual({ result: 'delivered', status: 204 })
  const [{ url, headers, body: received } = { url: '', headers: {}, body: '' }] = asked
  expect(url).toBe('/in')
  expect(received).toBe(body)
  expect(headers).toMatchObject({
    host: `pictures.example:${port}`,
    'content-type': 'application/json',
    'webhook-id': 'a-1',
  })
  expect(headers.cookie ?? headers.authorization).toBeUndefined()
  const signed = Object.fromEntries(Object.entries(headers).map(([key, one]) => [key, String(one)]))
  for (const one of secrets) expect(new Webhook(one).verify(received, signed)).toBeDefined()
  expect(() => new Webhook(newSecret()).verify(received, signed)).toThrow()
  expect(() => new Webhook(secret).verify(`${received} `, signed)).toThrow()
})

test.each([
  'private.example',
  'loopback.example',
  'metadata.example',
  'mapped.example',
  'nat64.example',
  'cgnat.example',
  'mixed.example',
])('nothing reaches %s, whose address is not a public one', async (host) => {
  expect(await send(host)).toMatchObject({ result: 'failed', error: 'private-address' })
  expect(asked).toEqual([])
})

test('a name that leads elsewhere the next time is looked at anew', async () => {
  expect(await send('other.example')).toMatchObject({ result: 'delivered' })
  expect(await send('other.example')).toMatchObject({ error: 'private-address' })
  expect(asked).toHaveLength(1)
})

test('a redirect is not followed', async () => {
  answer = (_, outgoing) =>
    outgoing.writeHead(307, { location: `https://pictures.example:${port}/other` }).end()
  expect(await send('pictures.example')).toMatchObject({
    result: 'failed',
    status: 307,
    error: 'redirect',
  })
  expect(asked.map(({ url }) => url)).toEqual(['/in'])
})

test('an answer without an end is an answer, and its connection is closed', async () => {
  const { promise: closed, resolve: onClosed } = Promise.withResolvers<void>()
  answer = (_, outgoing) => {
    outgoing.on('close', onClosed).writeHead(200)
    const more = (): void => {
      while (outgoing.write(Buffer.alloc(10_000))) {}
    }
    outgoing.on('drain', more)
    more()
  }
  expect(await send('pictures.example')).toMatchObject({ result: 'delivered' })
  await closed
})

test.each<readonly [string, number, object, object]>([
  ['busy', 503, { 'retry-after': '120' }, { isAway: true, retryAfterMs: 120_000 }],
  ['limited', 429, { 'retry-after': 'soon' }, { isAway: true, error: 'status' }],
  ['broken', 500, {}, { isAway: false, result: 'failed' }],
  ['gone', 410, {}, { isAway: false, result: 'gone' }],
])('a receiver that is %s says so', async (_, status, headers, outcome) => {
  answer = (__, outgoing) => outgoing.writeHead(status, { ...headers }).end()
  expect(await send('pictures.example')).toMatchObject({ status, ...outcome })
})

test('one that is silent, unknown or has another name is away', async () => {
  answer = () => undefined
  const away = { result: 'failed', isAway: true }
  expect(await send('pictures.example', { timeoutMs: 50 })).toEqual({ ...away, error: 'timeout' })
  expect(await send('unknown.example')).toEqual({ ...away, error: 'unknown-host' })
  names['wrong.example'] = [[publicAddress]]
  expect(await send('wrong.example')).toEqual({ ...away, error: 'unreachable' })
})
