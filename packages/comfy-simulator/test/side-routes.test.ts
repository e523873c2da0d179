import { readNewerRecording } from '@darkroom/comfy-recordings'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createSimulator } from '../src/index.ts'
import { shapeOf } from './comparable.ts'
import { textToImage } from './text-to-image.ts'

/** What depends on the files and packages of the recorded machine. */
const ofTheMachine =
  /^\/(?:api\/)?(?:history|object_info|view_metadata|node_replacements|global_subgraphs|internal\/files|internal\/folder_paths|experiment|models|nosuch)/

test('the read routes of 0.33.0, with and without /api, answer in status and shape as recorded', async () => {
  await using simulator = await createSimulator({ profile: '0.33.0' })
  const { events } = readNewerRecording('routes-new')
  const compared: string[] = []
  for (const [at, request] of events.entries()) {
    const response = events[at + 1]
    if (request.kind !== 'request' || request.method !== 'GET' || response?.kind !== 'response')
      continue
    if (ofTheMachine.test(request.path)) continue
    const answer = await fetch(simulator.url + request.path)
    const isJson = answer.headers.get('content-type')?.includes('json') === true
    const [status, body] = [answer.status, isJson ? await answer.json() : undefined]
    expect({ path: request.path, status, body: isJson ? shapeOf(body) : undefined }).toEqual({
      path: request.path,
      status: response.status,
      body: isJson ? shapeOf(withoutArguments(response.body)) : undefined,
    })
    compared.push(request.path)
  }
  expect(compared).toEqual(
    expect.arrayContaining([
      '/users',
      '/settings',
      '/i18n',
      '/extensions',
      '/workflow_templates',
      '/api/assets',
    ]),
  )
})

/** The recorded server was started with other arguments. */
const withoutArguments = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, item) => (key === 'argv' ? item.slice(0, 6) : item))

test('settings are kept over a restart, and an unknown one is null', async () => {
  await using simulator = await createSimulator()
  const at = `${simulator.url}/settings`
  // A kept connection would be one of the server before the restart.
  const headers = { connection: 'close' }
  const text = async (path: string) => (await fetch(at + path, { headers })).text()
  expect(await text('')).toBe('{}')
  await fetch(at, { method: 'POST', headers, body: '{"Comfy.Locale": "de", "a": 1}' })
  await fetch(`${at}/a`, { method: 'POST', headers, body: '[2]' })
  await simulator.restart()
  expect(await text('')).toBe('{"Comfy.Locale": "de", "a": [2]}')
  expect(await text('/a')).toBe('[2]')
  expect(await text('/unknown')).toBe('null')
})

test('files of the user are written, listed, moved and deleted, and stay below their folder', async () => {
  await using simulator = await createSimulator()
  const call = async (path: string, method = 'GET', body?: string) => {
    const answer = await fetch(`${simulator.url}/api/userdata${path}`, {
      method,
      body: body ?? null,
    })
    const answered = await answer.text()
    return answered === '' ? [answer.status] : [answer.status, answered]
  }
  expect(await call('')).toEqual([400, '{"error": "Directory not provided"}'])
  expect(await call('?dir=workflows')).toEqual([404, '{"error": "Directory not found"}'])
  expect(await call('/workflows%2Fa.json', 'POST', '{"a":1}')).toEqual([200, '"workflows/a.json"'])
  expect(await call('/workflows%2Fa.json?overwrite=false', 'POST', '{}')).toEqual([409])
  expect(await call('/workflows%2Fsub%2Fb.json', 'POST', '{}')).toEqual([
    200,
    '"workflows/sub/b.json"',
  ])
  expect(await call('/workflows%2Fa.json')).toEqual([200, '{"a":1}'])
  expect(await call('?dir=workflows')).toEqual([200, '["a.json"]'])
  expect(await call('?dir=workflows&recurse=true')).toEqual([200, '["a.json", "sub/b.json"]'])
  expect((await call('?dir=workflows&full_info=true'))[1]).toMatch(
    /^\[\{"path": "a.json", "size": 7, "modified": [\d.]+, "created": [\d.]+\}\]$/,
  )
  expect(await call('/workflows%2Fa.json/move/workflows%2Fc.json', 'POST')).toEqual([
    200,
    '"workflows/c.json"',
  ])
  expect(await call('/workflows%2Fc.json', 'DELETE')).toEqual([204])
  expect(await call('/workflows%2Fc.json', 'DELETE')).toEqual([404])
  expect(await call('/..%2F..%2Fx', 'POST', 'x')).toEqual([403])
  expect(await call('?dir=..')).toEqual([403])
})

test('the log tells what happened, to a socket that asks as it happens; it exists without /api only', async () => {
  await using simulator = await createSimulator({ paint: 'plain' })
  const heard: unknown[] = []
  const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}/ws?clientId=logs`)
  socket.on('message', (data) => heard.push(JSON.parse(String(data))))
  await new Promise((resolve) => socket.once('open', resolve))
  const subscribed = await fetch(`${simulator.url}/internal/logs/subscribe`, {
    method: 'PATCH',
    body: '{"clientId": "logs", "enabled": true}',
  })
  expect(subscribed.status).toBe(200)
  const body = JSON.stringify({ prompt: textToImage({ seed: 1 }) })
  await fetch(`${simulator.url}/prompt`, { method: 'POST', body })
  await expect.poll(() => JSON.stringify(heard)).toContain('Prompt executed')
  socket.terminate()
  const lines: unknown = await (await fetch(`${simulator.url}/internal/logs`)).json()
  expect(lines).toMatch(/Starting server\n.* - got prompt\n.* - Prompt executed\n$/s)
  expect((await fetch(`${simulator.url}/api/internal/logs`)).status).toBe(404)
  const output: unknown = await (await fetch(`${simulator.url}/internal/files/output`)).json()
  expect(output).toEqual(['test_00001_.png [output]'])
  expect((await fetch(`${simulator.url}/internal/files/secret`)).status).toBe(400)
})

test('/experiment/models names folders and files with what is pretended of them', async () => {
  await using simulator = await createSimulator()
  const ask = async (path: string) => fetch(`${simulator.url}/experiment/models${path}`)
  const folders: unknown = await (await ask('')).json()
  expect(folders).toContainEqual({ name: 'loras', folders: ['/opt/ComfyUI/models/loras'] })
  expect(JSON.stringify(folders)).not.toMatch(/custom_nodes|configs/)
  const loras: unknown = await (await ask('/loras')).json()
  expect(loras).toContainEqual(
    expect.objectContaining({ name: 'style/ink.safetensors', pathIndex: 0 }),
  )
  expect((await ask('/nope')).status).toBe(404)
})

test('in CORS mode every origin may ask and read, but for answers of handlers that raise', async () => {
  await using simulator = await createSimulator({ corsOrigin: '*' })
  const headers = { origin: 'http://elsewhere.example' }
  const answer = await fetch(`${simulator.url}/prompt`, { headers })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  const preflight = await fetch(`${simulator.url}/prompt`, { method: 'OPTIONS', headers })
  expect(preflight.status).toBe(200)
  expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH')
  const wrong = await fetch(`${simulator.url}/prompt`, { method: 'DELETE', headers })
  expect([wrong.status, wrong.headers.has('access-control-allow-origin')]).toEqual([405, false])
  await using strict = await createSimulator()
  expect((await fetch(`${strict.url}/prompt`, { headers })).status).toBe(403)
})

test.each([
  [true, '00000004', 'image/png'],
  [false, '0000000100000002', '\x89PNG'],
])(
  'SaveImageWebsocket sends whole PNGs and leaves no output; flags negotiated: %s',
  async (hasFlags, head, says) => {
    await using simulator = await createSimulator({ paint: 'plain' })
    const frames: Buffer[] = []
    const texts: string[] = []
    const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}/ws?clientId=me`)
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) frames.push(data)
      else texts.push(data.toString())
    })
    await new Promise((resolve) => socket.once('open', resolve))
    if (hasFlags) {
      socket.send('{"type": "feature_flags", "data": {"supports_preview_metadata": true}}')
      await expect.poll(() => texts.join()).toContain('feature_flags')
    }
    const graph = textToImage({ seed: 1 })
    const save = Object.entries(graph).find(([, node]) => node.class_type === 'SaveImage')
    if (save === undefined) throw new Error('The graph saves nothing')
    const prompt = {
      ...graph,
      [save[0]]: { class_type: 'SaveImageWebsocket', inputs: { images: save[1].inputs.images } },
    }
    const run = async (): Promise<void> => {
      const before = texts.length
      const body = JSON.stringify({ prompt, client_id: 'me' })
      expect((await fetch(`${simulator.url}/prompt`, { method: 'POST', body })).status).toBe(200)
      await expect.poll(() => texts.slice(before).join()).toContain('execution_success')
    }
    await run()
    // Again with everything else cached: this node always runs.
    await run()
    socket.terminate()
    expect(frames).toHaveLength(2)
    for (const frame of frames) {
      expect(frame.toString('hex')).toMatch(new RegExp(`^${head}`))
      expect(frame.toString('latin1')).toContain(says)
    }
    expect(texts.join()).toContain('"value": 0, "max": 1')
    expect(texts.join()).not.toContain('"executed"')
  },
)
