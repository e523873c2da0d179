import { DoorError } from '@darkroom/door-ports'
import { createMemoryHouse } from '@darkroom/door-ports/testing'
import { expect, test } from 'vitest'
import { createMcpServer } from '../src/index.ts'
import { sample } from './sample-house.ts'

const door = () => createMcpServer(createMemoryHouse(sample))

const headers = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
}

const post = (body: unknown, path = '/mcp'): Request =>
  new Request(`http://localhost:8000${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })

const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} }

/** The message in an answer of server-sent events. */
async function messageIn(answer: Response): Promise<object> {
  const data = /^data: (.*)$/m.exec(await answer.text())?.[1] ?? '{}'
  return JSON.parse(data)
}

test('a client that was connected before a restart goes on: no session has to be known', async () => {
  for (const path of ['/mcp', '/mcp/']) {
    const answer = await door().app.fetch(post(list, path))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('mcp-session-id')).toBeNull()
    expect(await messageIn(answer)).toMatchObject({ id: 1, result: { tools: expect.any(Array) } })
  }
})

test('a stream without a request is refused, as there would be nothing on it', async () => {
  const answer = await door().app.fetch(
    new Request('http://localhost:8000/mcp', { headers: { accept: 'text/event-stream' } }),
  )
  expect(answer.status).toBe(405)
})

test('a body of more than 64 MiB is refused before it is read', async () => {
  const request = new Request('http://localhost:8000/mcp', {
    method: 'POST',
    headers: { ...headers, 'content-length': String(65 * 1024 * 1024) },
    body: '{}',
  })
  const answer = await door().app.fetch(request)
  expect(answer.status).toBe(413)
  expect(await answer.json()).toEqual({
    jsonrpc: '2.0',
    error: {
      code: -32_000,
      message:
        'A request may have at most 67108864 bytes. Give a picture by its https URL, or make it smaller.',
      data: { code: 'too_large' },
    },
    id: null,
  })
})

test('what is no JSON, and a tool that there is not, are errors of the protocol', async () => {
  const request = new Request('http://localhost:8000/mcp', { method: 'POST', headers, body: '{' })
  const answer = await door().app.fetch(request)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ error: { code: -32_700 }, id: null })
  const call = { ...list, method: 'tools/call', params: { name: 'paint', arguments: {} } }
  const message = await messageIn(await door().app.fetch(post(call)))
  expect(message).toMatchObject({ id: 1, error: { code: -32602, message: 'Tool paint not found' } })
})

test('the door has what is below its path, and says where it is', async () => {
  const { owns, app } = door()
  expect(['/mcp', '/mcp/', '/mcp/sse', '/mcpx', '/api/mcp'].map(owns)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ])
  const answer = await app.request('/mcp/sse')
  expect(answer.status).toBe(404)
  expect(await answer.json()).toEqual({
    jsonrpc: '2.0',
    error: {
      code: -32_000,
      message: 'There is no /mcp/sse: the address of this server is /mcp.',
      data: { code: 'not_found' },
    },
    id: null,
  })
})

test('a refusal has its status and headers, in the dialect', async () => {
  const error = new DoorError(401, 'unauthorized', 'The token is missing.', {
    hint: 'Send it as a bearer token.',
    headers: { 'www-authenticate': 'Bearer' },
    retryAfter: 3,
  })
  const answer = door().refuse(error)
  expect(answer.status).toBe(401)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'www-authenticate': 'Bearer',
    'retry-after': '3',
  })
  expect(await answer.json()).toMatchObject({
    error: {
      message: 'The token is missing. Send it as a bearer token. Try again in 3 s.',
      data: { code: 'unauthorized' },
    },
  })
})
