import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { type RunningDarkroom, request, runDarkroom } from '../running-darkroom.ts'

type Result = Awaited<ReturnType<Client['callTool']>>

interface Connected extends AsyncDisposable {
  readonly darkroom: RunningDarkroom
  readonly client: Client
  call(name: string, given?: Readonly<Record<string, unknown>>): Promise<Result>
}

type Options = NonNullable<Parameters<typeof runDarkroom>[0]> & {
  readonly era?: 'legacy' | 'auto'
}

/** The product with the official client, which checks each answer by its tool's output schema once it has the list. */
async function connect({ era = 'auto', ...options }: Options = {}): Promise<Connected> {
  await using stack = new AsyncDisposableStack()
  const darkroom = stack.use(await runDarkroom(options))
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: era } })
  await client.connect(new StreamableHTTPClientTransport(new URL(`${darkroom.url}/mcp`)))
  stack.defer(() => client.close())
  await client.listTools()
  const resources = stack.move()
  return {
    darkroom,
    client,
    call: (name, given = {}) => client.callTool({ name, arguments: { ...given } }),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  }
}

const { prompt, model, steps } = request
const words = { prompt, model, steps, width: 256, height: 256 }

const textOf = ({ content }: Result): string =>
  content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n')

const previewsOf = ({ content }: Result): readonly Buffer[] =>
  content.flatMap((block) => (block.type === 'image' ? [Buffer.from(block.data, 'base64')] : []))

/** The one picture of a result that is one. */
function pictureOf(result: Result): { readonly id: string; readonly url: string } {
  expect(result.isError === true ? textOf(result) : '').toBe('')
  const { status, images } = Object(result.structuredContent)
  expect(status).toBe('completed')
  expect(images).toHaveLength(1)
  return images[0]
}

describe.each(['legacy', 'auto'] as const)('the official client (%s)', (era) => {
  test('makes a picture, sees it small, and gets it whole', async () => {
    await using connected = await connect({ era })
    const told: number[] = []
    const result = await connected.client.callTool(
      { name: 'generate_image', arguments: { ...words, seed: 5 } },
      { onprogress: ({ progress }) => told.push(progress) },
    )
    const picture = pictureOf(result)
    expect(picture).toMatchObject({ seed: 5, width: 256, height: 256, media_type: 'image/png' })
    expect(told).toEqual([...new Set(told)].toSorted((a, b) => a - b))
    expect(told.at(-1)).toBe(1)
    const [preview] = previewsOf(result)
    expect(await sharp(preview).metadata()).toMatchObject({ format: 'webp', width: 256 })
    const whole = Buffer.from(await (await fetch(picture.url)).arrayBuffer())
    expect(await sharp(whole).metadata()).toMatchObject({ format: 'png', width: 256 })
  })
})

test('a picture is found, looked at, told of, made again, edited and made larger', async () => {
  await using connected = await connect()
  const { call } = connected
  const { id } = pictureOf(await call('generate_image', words))
  await expect
    .poll(async () => (await call('search_gallery', { query: 'lighthouse' })).structuredContent)
    .toMatchObject({ total: 1, images: [{ id, prompt, model }] })
  expect(previewsOf(await call('view_image', { id, max_dim: 64 }))).toHaveLength(1)
  const { structuredContent } = await call('get_image_metadata', { id })
  expect(structuredContent).toMatchObject({ image: { id, model }, metadata: { id } })
  expect(structuredContent).not.toHaveProperty('metadata.raw')
  const whole = await call('get_image_metadata', { id, include_workflow: true })
  expect(whole.structuredContent).toHaveProperty('metadata.raw')

  expect(pictureOf(await call('regenerate', { id, overrides: { seed: 7 } }))).toMatchObject({
    seed: 7,
  })
  const edited = { prompt: 'in winter', model, image: id, strength: 0.5, steps }
  pictureOf(await call('edit_image', edited))
  pictureOf(await call('upscale_image', { image: { gallery: id }, factor: 2 }))
  const { resources } = await connected.client.listResources()
  expect(resources.map(({ uri }) => uri)).toContain(`darkroom://image/${id}`)
  const { contents } = await connected.client.readResource({ uri: `darkroom://image/${id}` })
  expect(contents).toMatchObject([{ mimeType: 'image/webp', blob: expect.any(String) }])
})

test('a noisy picture is shown in 100 kB', async () => {
  await using connected = await connect()
  const { call, darkroom } = connected
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 80 }
  const picture = sharp({
    create: { width: 1600, height: 1200, channels: 3, background: '#808080', noise },
  })
  await writeFile(join(darkroom.gallery, 'noise.png'), await picture.png().toBuffer())
  await expect
    .poll(async () => (await call('search_gallery')).structuredContent)
    .toMatchObject({ total: 1 })
  const { images } = Object((await call('search_gallery')).structuredContent)
  for (const side of [512, 1024]) {
    const [preview] = previewsOf(await call('view_image', { id: images[0].id, max_dim: side }))
    expect(preview?.length).toBeLessThanOrEqual(100_000)
    const { format, width = 0, height = 0 } = await sharp(preview).metadata()
    expect(format).toBe('webp')
    expect(width / height).toBeCloseTo(4 / 3, 1)
    expect(width).toBeLessThanOrEqual(side)
  }
})

test('several pictures, a batch, and what was uploaded', async () => {
  await using connected = await connect()
  const { call } = connected
  const several = await call('generate_image', { ...words, n: 3, seed: 5 })
  expect(several.structuredContent).toMatchObject({
    status: 'completed',
    batch_id: expect.any(String),
    images: [{ seed: 5 }, { seed: 6 }, { seed: 7 }],
  })
  expect(previewsOf(several)).toHaveLength(3)

  const begun = await call('submit_batch', { ...words, prompt: null, items: ['a fox', 'a hen'] })
  const { batch_id, job_ids } = Object(begun.structuredContent)
  expect(job_ids).toHaveLength(2)
  const waited = await call('wait_for_job', { job_id: job_ids })
  expect(waited.structuredContent).toMatchObject({ status: 'completed', images: [{}, {}] })
  const batch = await call('get_batch', { batch_id })
  expect(batch.structuredContent).toMatchObject({ total: 2, completed: 2, images: [{}, {}] })

  const create = { width: 64, height: 64, channels: 3 as const, background: '#336699' }
  const png = await sharp({ create }).png().toBuffer()
  const uploaded = await call('upload_image', { data: png.toString('base64') })
  const { image, width } = Object(uploaded.structuredContent)
  expect(width).toBe(64)
  expect(previewsOf(await call('view_image', { id: image }))).toHaveLength(1)
  pictureOf(await call('edit_image', { prompt: 'a sea', model, image, strength: 0.5, steps }))
})

test('jobs are listed, looked at and cancelled', async () => {
  await using connected = await connect({ simulation: { stepsPerSecond: 1 } })
  const { call } = connected
  const begun = await call('generate_image', { ...words, steps: 60, wait_seconds: 0 })
  const { job_id, next } = Object(begun.structuredContent)
  expect(next).toContain('wait_for_job')
  const listed = await call('list_jobs', { status: ['queued', 'processing'] })
  expect(listed.structuredContent).toMatchObject({ jobs: [{ job_id, prompt }] })
  const { structuredContent } = await call('cancel_job', { job_id })
  expect(['cancelled', 'requested']).toContain(Object(structuredContent).result)
  const ended = await call('wait_for_job', { job_id })
  expect(ended.structuredContent).toMatchObject({ status: 'cancelled', images: [] })
  expect((await call('get_job', { job_id })).structuredContent).toMatchObject({ job_id })
})

test('workflows are listed and run, and those of the folder are tools', async () => {
  await using connected = await connect({ settings: { MCP_WORKFLOW_TOOLS: 'true' } })
  const { call, client, darkroom } = connected
  const { id } = pictureOf(await call('generate_image', words))
  const { graph } = Object(await graphOf(darkroom, id))
  await fetch(`${darkroom.url}/api/workflows?name=lighthouse`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(graph),
  })
  const listed = await call('list_workflows', { query: 'lighthouse' })
  expect(listed.structuredContent).toMatchObject({
    workflows: [{ name: 'lighthouse', source: 'file', runnable: true }],
  })
  const inFull = await call('list_workflows', { name: 'lighthouse' })
  const { input_keys } = Object(inFull.structuredContent).workflows[0]
  expect(input_keys).toEqual(expect.arrayContaining(['prompt', 'seed', 'steps']))
  const inputs = { prompt: 'a tower', seed: 9 }
  expect(pictureOf(await call('run_workflow', { name: 'lighthouse', inputs }))).toMatchObject({
    seed: 9,
  })
  const { tools } = await client.listTools(undefined, { cacheMode: 'refresh' })
  const own = tools.filter(({ name }) => name.startsWith('workflow_'))
  expect(own).toMatchObject([
    { name: 'workflow_lighthouse', inputSchema: { properties: { prompt: {}, wait_seconds: {} } } },
  ])
  pictureOf(await call('workflow_lighthouse', inputs))
  const byRole = { prompt: 'a pier', workflow: 'lighthouse', steps: 5 }
  pictureOf(await call('generate_image', byRole))
})

/** The graph that a picture carries. */
async function graphOf({ url }: RunningDarkroom, id: string): Promise<object> {
  const answer = await fetch(`${url}/api/gallery/image/${id}/metadata`)
  const { raw } = Object(await answer.json())
  return { graph: typeof raw.prompt === 'string' ? JSON.parse(raw.prompt) : raw.prompt }
}

test('what is refused says what to do', async () => {
  await using connected = await connect()
  const { call } = connected
  const refusals = [
    await call('generate_image', { ...words, model: 'base/dreamscape.safetensors' }),
    await call('generate_image', { ...words, sampler: 'eulr' }),
    await call('upscale_image', { image: 'https://pictures.example/a.png' }),
    await call('edit_image', { ...words, image: { gallery: 'AAAAAAAAAAAAAAAA' } }),
    await call('run_workflow', { name: 'text-to-imag' }),
    await call('submit_batch', { ...words, matrix: { stps: [1, 2] } }),
  ]
  expect(refusals.map(({ isError }) => isError)).toEqual(refusals.map(() => true))
  expect(refusals.map(textOf)).toMatchInlineSnapshot(`
    [
      "model: no server has "base/dreamscape.safetensors"; did you mean base/dreamscape_xl.safetensors? list_models lists the models, and \`name\` there is the name to send.",
      "sampler: no server has "eulr"; did you mean euler?",
      "image: Nothing is fetched from pictures.example. INPUT_URL_HOSTS lists the hosts that are asked. Or send the picture itself.",
      "image: There is no picture "AAAAAAAAAAAAAAAA" in the gallery.",
      "There is no workflow "text-to-imag"; did you mean "text-to-image" or "text-to-image-sd2" or "text-to-image-sd15"? list_workflows lists them.",
      "matrix.stps: is no word of a picture.",
    ]
  `)
})

test('a call that is repeated with its key is one job, also after a restart, and who was connected goes on', async () => {
  await using connected = await connect()
  const { call, darkroom } = connected
  const given = { ...words, idempotency_key: 'once' }
  const first = await call('generate_image', given)
  await darkroom.restart()
  const again = await call('generate_image', given)
  expect(Object(again.structuredContent).job_id).toBe(Object(first.structuredContent).job_id)
  const { jobs } = Object((await call('list_jobs')).structuredContent)
  expect(jobs).toHaveLength(1)
})

test('who waits while the product stops is told how it stands, and waits on after it', async () => {
  await using connected = await connect({ simulation: { stepsPerSecond: 2 } })
  const { call, client, darkroom } = connected
  let restarted: Promise<void> | undefined
  const begun = await client.callTool(
    { name: 'generate_image', arguments: words },
    {
      onprogress: () => {
        restarted ??= darkroom.restart()
      },
    },
  )
  await restarted
  const { status, job_id } = Object(begun.structuredContent)
  expect(['queued', 'processing']).toContain(status)
  pictureOf(await call('wait_for_job', { job_id }))
})

test('a large picture is taken in base64', async () => {
  await using connected = await connect()
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 80 }
  const picture = sharp({
    create: { width: 3000, height: 3000, channels: 3, background: '#808080', noise },
  })
  const bytes = await picture.png({ compressionLevel: 0 }).toBuffer()
  expect(bytes.length).toBeGreaterThan(25_000_000)
  const data = bytes.toString('base64')
  const { structuredContent } = await connected.call('upload_image', { data })
  expect(structuredContent).toMatchObject({ width: 3000, bytes: bytes.length })
})

test('without the token the door refuses in its dialect, and with it lets in', async () => {
  await using darkroom = await runDarkroom({ settings: { API_TOKEN: 'a-token-of-some-length' } })
  const url = new URL(`${darkroom.url}/mcp`)
  const refused = await fetch(url, { method: 'POST', body: '{}' })
  expect(refused.status).toBe(401)
  expect(await refused.json()).toMatchObject({ jsonrpc: '2.0', error: { code: -32_000 }, id: null })
  const client = new Client({ name: 'test', version: '1' })
  const headers = { authorization: 'Bearer a-token-of-some-length' }
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }))
  expect((await client.listTools()).tools.length).toBeGreaterThan(16)
  await client.close()
})
