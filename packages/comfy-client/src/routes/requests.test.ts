import { expect, test } from 'vitest'
import { createStubServer, type StubAnswer } from '../../test/stub-server.ts'
import type { ComfyClient } from '../comfy-client.ts'
import { createComfyClient } from '../create-comfy-client.ts'

const promptId = '11111111-2222-4333-8444-555555555555'

/** The requests of the client during a use. */
async function sent(
  use: (client: ComfyClient) => Promise<unknown>,
  answer: StubAnswer = {},
): Promise<readonly string[]> {
  await using server = await createStubServer(() => answer)
  await using client = createComfyClient({ baseUrl: server.url })
  await use(client)
  return server.requests.map(({ method, path, query, body }) =>
    [method, path + (query.size > 0 ? `?${query}` : ''), body]
      .filter((part) => part.length > 0)
      .join(' '),
  )
}

const list: StubAnswer = { json: [] }
const cases: readonly [string, (client: ComfyClient) => Promise<unknown>, StubAnswer?][] = [
  ['POST /api/queue {"delete":["a","b"]}', (client) => client.deletePending(['a', 'b'])],
  ['POST /api/queue {"clear":true}', (client) => client.clearPending()],
  [`POST /api/interrupt {"prompt_id":"${promptId}"}`, (client) => client.interrupt(promptId)],
  ['POST /api/interrupt {}', (client) => client.interruptAny()],
  ['POST /api/history {"delete":["a"]}', (client) => client.deleteHistory(['a'])],
  ['POST /api/history {"clear":true}', (client) => client.clearHistory()],
  [
    'POST /api/free {"unload_models":true,"free_memory":false}',
    (client) => client.free({ unloadModels: true }),
  ],
  [
    'GET /api/history?max_items=5&offset=2',
    (client) => client.histories({ maxItems: 5, offset: 2 }),
    list,
  ],
  ['GET /api/models/a%2Fb', (client) => client.models('a/b'), list],
  [
    'GET /api/object_info/Load%20%2F%20Image',
    (client) => client.objectInfoFor('Load / Image'),
    list,
  ],
  ['GET /api/extensions', (client) => client.extensions(), list],
  ['GET /api/experiment/models', (client) => client.modelFolderPaths(), list],
  ['GET /api/experiment/models/loras', (client) => client.modelFiles('loras'), list],
  [
    'GET /api/jobs?status=pending%2Cfailed&sort_order=asc&limit=2&offset=4',
    (client) =>
      client.jobs({ status: ['pending', 'failed'], sortOrder: 'asc', limit: 2, offset: 4 }),
    { json: {} },
  ],
  [
    'GET /api/view?filename=a.png&subfolder=x%5Cy&type=temp&preview=jpeg%3B80&channel=rgb',
    (client) =>
      client.view(
        { filename: 'a.png', subfolder: 'x\\y', type: 'temp' },
        { preview: 'jpeg;80', channel: 'rgb' },
      ),
  ],
  [
    'GET /api/view?filename=a.png&subfolder=x%2Fy&type=output',
    (client) => client.view({ filename: 'y/a.png', subfolder: 'x', type: 'output' }),
  ],
]

test.each(cases)('%s', async (expected, use, answer) => {
  expect(await sent(use, answer)).toEqual([expected])
})

test('an interrupt without an id is refused, for it would stop anybody', async () => {
  await expect(sent((client) => client.interrupt(''))).rejects.toThrow('promptId')
})

test('seeds of 64 bits are submitted digit by digit', async () => {
  const seed = 18446744073709551615n
  const [request] = await sent(
    (client) =>
      client.submit({
        graph: { 3: { class_type: 'KSampler', inputs: { seed } } },
        promptId,
        clientId: 'a',
      }),
    { json: { prompt_id: promptId, number: 1, node_errors: {} } },
  )
  expect(request).toContain('"seed":18446744073709551615}')
})

test('an upload is a form with a bare file name', async () => {
  const upload = {
    data: new Uint8Array([0xff, 0xd8, 0xff]),
    filename: 'C:\\my dir/ä.png',
    subfolder: 'x/y',
  }
  const answer = { json: { name: 'ä (1).png', subfolder: 'x/y', type: 'input' } }
  await using server = await createStubServer(() => answer)
  await using client = createComfyClient({ baseUrl: server.url })
  expect(await client.uploadImage({ ...upload, overwrite: true })).toEqual({
    filename: 'ä (1).png',
    subfolder: 'x/y',
    type: 'input',
  })
  const [request] = server.requests
  expect(request?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
  const form = await new Response(new Uint8Array(request?.body ?? []), {
    headers: { 'content-type': request?.headers['content-type'] ?? '' },
  }).formData()
  const image = form.get('image')
  expect(image).toMatchObject({ name: 'ä.png', size: 3 })
  expect([form.get('subfolder'), form.get('overwrite'), form.get('type')]).toEqual([
    'x/y',
    'true',
    null,
  ])
})

test('a mask that the server did not keep is an error', async () => {
  let isKept = true
  await using server = await createStubServer(({ method }) => {
    if (method === 'POST') return { json: { name: 'm.png', subfolder: '', type: 'input' } }
    return isKept ? {} : { status: 404 }
  })
  await using client = createComfyClient({ baseUrl: server.url })
  const original = { filename: 'a.png', subfolder: '', type: 'input' }
  const mask = { data: new Blob([new Uint8Array([0xff, 0xd8, 0xff])]), filename: 'm.png', original }
  expect(await client.uploadMask(mask)).toEqual({ filename: 'm.png', subfolder: '', type: 'input' })
  isKept = false
  await expect(client.uploadMask(mask)).rejects.toThrow('is there an image a.png?')
})

test('what is no picture is not sent', async () => {
  await using server = await createStubServer(() => ({ json: {} }))
  await using client = createComfyClient({ baseUrl: server.url })
  const data = new TextEncoder().encode('a shopping list')
  const original = { filename: 'a.png', subfolder: '', type: 'input' }
  for (const upload of [
    client.uploadImage({ data, filename: 'list.png' }),
    client.uploadImage({ data: new Blob([data]), filename: 'list' }),
    client.uploadMask({ data, filename: 'list.png', original }),
  ]) {
    await expect(upload).rejects.toThrow('is no picture that ComfyUI can read')
  }
  const empty = client.uploadImage({ data: new Uint8Array(), filename: 'a.png' })
  await expect(empty).rejects.toThrow('a.png is empty')
  expect(server.requests).toEqual([])
  // Sound goes by the same route.
  await expect(client.uploadImage({ data, filename: 'a.wav' })).rejects.toThrow('where the file is')
})

test('model files tell size and dates', async () => {
  const json = [
    { name: 'sub/x.safetensors', pathIndex: 0, modified: 1795384118.26, created: 1, size: 1000 },
  ]
  await using server = await createStubServer(() => ({ json }))
  await using client = createComfyClient({ baseUrl: server.url })
  expect(await client.modelFiles('loras')).toEqual([
    {
      name: 'sub/x.safetensors',
      pathIndex: 0,
      size: 1000,
      modifiedAt: 1795384118260,
      createdAt: 1000,
    },
  ])
})
