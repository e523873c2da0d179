import { DoorError } from '@darkroom/door-ports'
import { createMemoryHouse } from '@darkroom/door-ports/testing'
import { expect, test } from 'vitest'
import { createComfyApiV2 } from '../src/index.ts'
import { codeOf, graph, jsonOf, overriding, type ServedDoor, serveDoor } from './serve-door.ts'

const bytes = new Uint8Array([137, 80, 78, 71, 1, 2, 3, 4, 5, 6])

const post = (door: ServedDoor, body: string, headers: Record<string, string> = {}) =>
  door.fetch('/api/v2/jobs', { method: 'POST', body, headers })

async function aJob(door: ServedDoor): Promise<string> {
  return (await jsonOf(await post(door, JSON.stringify({ workflow: graph })))).id
}

test('numbers with more digits than JavaScript has go in and come out as they are', async () => {
  await using door = await serveDoor()
  const workflow =
    '{"3":{"class_type":"KSampler","inputs":{"seed":18446744073709551615,"cfg":7.0}}}'
  const { id, urls } = await jsonOf(await post(door, `{"workflow":${workflow}}`))
  expect(door.house.jobs.asked[0]?.asked).toEqual({ graph: workflow, files: [] })
  const answer = await door.fetch(`${urls.self}/workflow`)
  expect(await answer.text()).toBe(`{"workflow":${workflow},"format":"api"}`)
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
})

test('a key that was used before leads to its job, though an asset of it has gone or the body is no JSON', async () => {
  await using door = await serveDoor()
  const { id: asset } = await door.house.pictures.upload(bytes)
  const image = { __type: 'core/ASSET', info: { id: asset } }
  const body = JSON.stringify({
    workflow: { '10': { class_type: 'LoadImage', inputs: { image } } },
  })
  const headers = { 'idempotency-key': 'once' }
  const { id } = await jsonOf(await post(door, body, headers))
  await door.house.pictures.removeUpload(asset)
  for (const again of [body, '{']) {
    const { error } = await jsonOf(await post(door, again, headers))
    expect(error).toMatchObject({ code: 'idempotency_key_reuse', details: { job_id: id } })
  }
  expect(await codeOf(await post(door, body))).toEqual([422, 'missing_asset'])
})

test('metadata and priority of comfy-api-proxy are kept with the job', async () => {
  await using door = await serveDoor()
  const body = JSON.stringify({ workflow: graph, metadata: 'angry cat', priority: 5000, other: 1 })
  const job = await jsonOf(await post(door, body))
  expect(job).toMatchObject({ metadata: 'angry cat', priority: 100 })
  expect(door.house.jobs.asked[0]?.options.note).toEqual({
    door: 'comfy-api-v2',
    metadata: 'angry cat',
  })
})

test.each([
  ['{', 'invalid_request'],
  ['[]', 'invalid_request'],
  ['{}', 'invalid_workflow'],
  ['{"workflow":[]}', 'invalid_workflow'],
  ['{"workflow":{}}', 'invalid_workflow'],
  ['{"workflow":{"1":{}},"webhook_url":"http://a"}', 'invalid_request'],
  ['{"workflow":{"1":{}},"inputs":{}}', 'invalid_request'],
  ['{"workflow":{"1":{}},"metadata":{}}', 'invalid_request'],
  [`{"workflow":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`, 'invalid_workflow'],
  [`${'['.repeat(100_000)}`, 'invalid_workflow'],
  ['{"workflow":{"nodes":[],"links":[]}}', 'workflow_format_ui'],
  ['{"workflow":{"1":{"inputs":{"image":{"__type":"core/ASSET"}}}}}', 'missing_asset'],
])('the body %.60s is refused as %s', async (body, code) => {
  await using door = await serveDoor()
  expect(await codeOf(await post(door, body))).toEqual([422, code])
  expect(door.house.jobs.asked).toEqual([])
})

test('a body that is too large is refused before it has all come', async () => {
  await using door = await serveDoor()
  const answer = await post(door, `{"workflow":"${'a'.repeat(3 * 2 ** 20)}"}`)
  expect(await codeOf(answer)).toEqual([413, 'payload_too_large'])
})

test('a missing asset is named by node and input', async () => {
  await using door = await serveDoor()
  const image = { __type: 'core/ASSET', info: { hash: `blake3:${'0'.repeat(64)}` } }
  const body = JSON.stringify({
    workflow: { '10': { class_type: 'LoadImage', inputs: { image } } },
  })
  const { error } = await jsonOf(await post(door, body))
  expect(error.message).toMatch(
    /^The asset at 10\.image stands for blake3:0+, which is not there\.$/,
  )
  expect(error.details?.assets).toEqual([
    { node_id: '10', place: '10.image', hash: `blake3:${'0'.repeat(64)}` },
  ])
})

test('an asset without an id is found by its hash or by the path that it was sent with last', async () => {
  await using door = await serveDoor()
  const sent = await door.fetch('/api/v2/assets?file_path=cats/tom.png', {
    method: 'POST',
    body: bytes,
    headers: { 'content-type': 'image/png' },
  })
  const { id, hash, file_path } = await jsonOf(sent)
  expect([sent.status, file_path]).toEqual([201, 'cats/tom.png'])
  for (const info of [
    { hash },
    { hash: String(hash).toUpperCase() },
    { file_path: 'cats/tom.png' },
  ]) {
    const workflow = { '10': { inputs: { image: { __type: 'core/ASSET', info } } } }
    await post(door, JSON.stringify({ workflow }))
  }
  expect(door.house.jobs.asked.map(({ asked }) => 'files' in asked && asked.files)).toEqual(
    Array.from({ length: 3 }, () => [{ name: `darkroom_${id.slice(0, 32)}.png`, upload: id }]),
  )
})

test('jobs are listed newest first, page by page, in the words of the dialect', async () => {
  await using door = await serveDoor()
  const { jobs } = door.house
  const ids = [await aJob(door), await aJob(door), await aJob(door)]
  jobs.start(ids[0] ?? '')
  const list = async (query: string) => jsonOf(await door.fetch(`/api/v2/jobs${query}`))
  const first = await list('?limit=2')
  expect(first.jobs.map(({ id }: { id: string }) => id)).toEqual([ids[2], ids[1]])
  expect(first.truncated).toBe(true)
  const second = await list(`?limit=2&cursor=${first.next_cursor}`)
  expect(second).toMatchObject({ jobs: [{ id: ids[0] }], next_cursor: null, truncated: false })
  expect((await list('?status=running,canceling')).jobs).toMatchObject([{ id: ids[0] }])
  expect((await list('?status=canceling')).jobs).toEqual([])
  expect((await list('?status=queued&status=failed')).jobs).toHaveLength(2)
  expect(await list('?status=expired')).toMatchObject({ jobs: [] })
  expect(await codeOf(await door.fetch('/api/v2/jobs?status=done'))).toEqual([
    422,
    'invalid_request',
  ])
  expect(await codeOf(await door.fetch('/api/v2/jobs?limit=0'))).toEqual([422, 'invalid_request'])
})

test('a job that was asked to stop and has not is canceling, whoever asked', async () => {
  await using door = await serveDoor((house) => ({
    ...house,
    jobs: overriding(house.jobs, { cancel: async () => 'requested' }),
  }))
  const id = await aJob(door)
  door.house.jobs.start(id)
  const cancel = await door.fetch(`/api/v2/jobs/${id}/cancel`, { method: 'POST' })
  expect(await jsonOf(cancel)).toMatchObject({ id, status: 'canceling' })
})

test('health tells servers and queue', async () => {
  await using door = await serveDoor()
  expect(await jsonOf(await door.fetch('/api/v2/health'))).toMatchObject({
    status: 'healthy',
    version: '0.1.0',
    upstream: [{ name: 'gpu-1', status: 'up', comfyui_version: '0.33.0' }],
    queue: { waiting: 0, running: 0, paused: false },
  })
})

test('parts, heads and what has not changed are answered as HTTP has it', async () => {
  await using door = await serveDoor()
  const id = await aJob(door)
  door.house.jobs.start(id)
  door.house.jobs.finish(id, [{ bytes }])
  const path = `/api/v2/assets/${id}_0/content`
  const part = await door.fetch(path, { headers: { range: 'bytes=4-5' } })
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 4-5/10'])
  expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.subarray(4, 6))
  const beyond = await door.fetch(path, { headers: { range: 'bytes=10-' } })
  expect(beyond.headers.get('content-range')).toBe('bytes */10')
  expect(await codeOf(beyond)).toEqual([416, 'range_not_satisfiable'])
  const head = await door.fetch(path, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length')]).toEqual([200, '10'])
  const etag = head.headers.get('etag') ?? ''
  expect((await door.fetch(path, { headers: { 'if-none-match': etag } })).status).toBe(304)
  const changed = { range: 'bytes=0-1', 'if-range': '"other"' }
  expect((await door.fetch(path, { headers: changed })).status).toBe(200)
})

test('what could run in a browser is for the disk', async () => {
  await using door = await serveDoor((house) => ({
    ...house,
    pictures: overriding(house.pictures, {
      open: async () => ({
        mediaType: 'image/svg+xml',
        size: 0,
        etag: '"0"',
        name: 'a\r\n".svg',
        stream: () => new ReadableStream(),
        bytes: async () => bytes,
        [Symbol.asyncDispose]: async () => undefined,
      }),
    }),
  }))
  const id = await aJob(door)
  door.house.jobs.finish(id, [{ bytes }])
  const { headers } = await door.fetch(`/api/v2/assets/${id}_0/content`)
  expect(headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''a%0D%0A%22.svg")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
})

test.each([
  ['GET', '/api/v2/jobs/none'],
  ['GET', '/api/v2/jobs/none/events'],
  ['GET', '/api/v2/jobs/none/workflow'],
  ['POST', '/api/v2/jobs/none/cancel'],
  ['GET', '/api/v2/assets/none'],
  ['GET', `/api/v2/assets/${crypto.randomUUID()}_0/content`],
  ['DELETE', '/api/v2/assets/none'],
  ['GET', '/api/v2/nothing'],
])('%s %s is not found, in the shape of the dialect', async (method, path) => {
  await using door = await serveDoor()
  expect(await codeOf(await door.fetch(path, { method }))).toEqual([404, 'not_found'])
})

test('what was refused before the door was reached is told in its dialect', async () => {
  const door = createComfyApiV2(createMemoryHouse())
  const answer = door.refuse(
    new DoorError(401, 'token_required', 'A token is needed.', {
      hint: 'Send it as Authorization: Bearer.',
      headers: { 'www-authenticate': 'Bearer' },
    }),
  )
  expect(answer.headers.get('www-authenticate')).toBe('Bearer')
  expect(await jsonOf(answer)).toMatchObject({
    error: {
      code: 'unauthorized',
      message: 'A token is needed.',
      details: { hint: 'Send it as Authorization: Bearer.' },
    },
  })
  expect(['/api/v2', '/api/v2/x', '/api/v20', '/api/jobs'].map(door.owns)).toEqual([
    true,
    true,
    false,
    false,
  ])
})

test('a limit of streams is one that clients wait for', async () => {
  const { refuse } = createComfyApiV2(createMemoryHouse())
  const answer = refuse(new DoorError(503, 'too_many_streams', 'Too many.', { retryAfter: 4.2 }))
  expect(answer.headers.get('retry-after')).toBe('5')
  expect(await codeOf(answer)).toEqual([429, 'too_many_streams'])
})

test('a fault of ours has the code of the specification, and a ComfyUI that is away keeps its own', async () => {
  const { refuse } = createComfyApiV2(createMemoryHouse())
  expect(await codeOf(refuse(new DoorError(500, 'internal', 'Sorry.')))).toEqual([
    500,
    'upstream_error',
  ])
  const away = refuse(new DoorError(503, 'comfyui_unavailable', 'It is off.', { retryAfter: 10 }))
  expect(away.headers.get('retry-after')).toBe('10')
  expect(await codeOf(away)).toEqual([503, 'comfyui_unavailable'])
})

test('a graph of very many assets is refused before each is looked for', async () => {
  await using door = await serveDoor()
  const asset = (path: number) => ({ __type: 'core/ASSET', info: { file_path: `${path}.png` } })
  const inputs = { images: Array.from({ length: 501 }, (_, index) => asset(index)) }
  const body = JSON.stringify({ workflow: { '1': { class_type: 'LoadImage', inputs } } })
  const answer = await door.fetch('/api/v2/jobs', { method: 'POST', body })
  expect(await codeOf(answer)).toEqual([422, 'invalid_workflow'])
})
