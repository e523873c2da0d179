import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createOpenAI } from '@ai-sdk/openai'
import { familyModels } from '@darkroom/comfy-simulator'
import { generateImage } from 'ai'
import OpenAI, { toFile } from 'openai'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { editorWorkflow } from '../editor-workflow.ts'
import { type RunningDarkroom, runDarkroom } from '../running-darkroom.ts'

const sdxl = 'sd_xl_base_1.0.safetensors'
const simulation = { models: familyModels, paint: 'plain', profile: '0.33.0' } as const

let running: RunningDarkroom
beforeAll(async () => {
  running = await runDarkroom({ simulation, settings: { DEFAULT_MODEL: 'sd_xl_base_1.0' } })
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

const clientOf = ({ url }: RunningDarkroom, apiKey = 'any'): OpenAI =>
  new OpenAI({ baseURL: `${url}/v1`, apiKey })

const bytesOf = (answer: OpenAI.ImagesResponse): readonly Buffer[] =>
  (answer.data ?? []).map(({ b64_json = '' }) => Buffer.from(b64_json, 'base64'))

const seen = async (bytes: Buffer | Uint8Array | undefined) => {
  const { format, width, height } = await sharp(bytes).metadata()
  return { format, width, height }
}

const picture = (options: { readonly channels: 3 | 4; readonly background: string }) =>
  sharp({ create: { width: 64, height: 96, ...options } })
    .png()
    .toBuffer()

const png = async (name: string, bytes: Promise<Buffer>) =>
  await toFile(await bytes, `${name}.png`, { type: 'image/png' })

const starts = ({ simulator }: RunningDarkroom): number =>
  simulator.oracle().filter(({ event }) => event === 'start').length

test('several pictures of one prompt are made, each from a seed of its own, and lie in the gallery', async () => {
  const { data: answer, response } = await clientOf(running)
    .images.generate({ model: 'gpt-image-1', prompt: 'a {red|blue} fox', n: 2, size: '96x64' })
    .withResponse()
  const made = bytesOf(answer)
  expect(made).toHaveLength(2)
  for (const one of made) expect(await seen(one)).toEqual({ format: 'png', width: 96, height: 64 })
  expect(new Set(answer.data?.map((one) => Object(one).seed)).size).toBe(2)
  expect(response.headers.get('x-darkroom-model')).toBe(sdxl)
  const listed = await fetch(`${running.url}/api/gallery?keyword=fox`)
  expect(await listed.text()).toContain('a {red|blue} fox')
})

test('an address leads to the picture, and another format is what was asked for', async () => {
  const client = clientOf(running)
  const asked = { model: sdxl, prompt: 'a hare', size: '64x64' }
  const { data } = await client.images.generate({ ...asked, response_format: 'url' })
  const answer = await fetch(data?.[0]?.url ?? '')
  expect(await seen(Buffer.from(await answer.arrayBuffer()))).toMatchObject({ format: 'png' })
  const webp = await client.images.generate({
    ...asked,
    output_format: 'webp',
    output_compression: 50,
  })
  expect(await seen(bytesOf(webp)[0])).toMatchObject({ format: 'webp', width: 64 })
})

test('a picture is painted anew where the mask is transparent, and stays elsewhere', async () => {
  const hole = sharp({ create: { width: 64, height: 96, channels: 4, background: '#000000' } })
    .composite([
      {
        input: { create: { width: 32, height: 96, channels: 4, background: '#000' } },
        blend: 'dest-out',
        left: 0,
        top: 0,
      },
    ])
    .png()
    .toBuffer()
  const answer = await clientOf(running).images.edit({
    prompt: 'a red boat',
    image: await png('lake', picture({ channels: 3, background: '#336699' })),
    mask: await png('hole', hole),
  })
  const { data, info } = await sharp(bytesOf(answer)[0])
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const pixel = (x: number, y: number) => {
    const at = (y * info.width + x) * info.channels
    return [...data.subarray(at, at + 3)]
  }
  const colour = [0x33, 0x66, 0x99]
  const middle = Math.floor(info.height / 2)
  expect(pixel(info.width - 2, middle)).toEqual(colour)
  expect(pixel(2, middle)).not.toEqual(colour)
})

test('a model that edits sees several pictures', async () => {
  const answer = await clientOf(running).images.edit({
    model: 'qwen_image_edit_2509_fp8_e4m3fn',
    prompt: 'both of them',
    image: [
      await png('fox', picture({ channels: 3, background: '#993300' })),
      await png('chair', picture({ channels: 3, background: '#003399' })),
    ],
    n: 2,
  })
  expect(bytesOf(answer)).toHaveLength(2)
})

test('a variation is made of a picture alone', async () => {
  const image = await png('fox', picture({ channels: 3, background: '#993300' }))
  expect(bytesOf(await clientOf(running).images.createVariation({ image }))).toHaveLength(1)
})

test('a workflow of the folder is a model', async () => {
  await writeFile(join(running.gallery, 'workflows', 'Poster.json'), editorWorkflow({ seed: '3' }))
  const client = clientOf(running)
  const listed = async (): Promise<readonly string[]> => {
    const ids: string[] = []
    for await (const { id } of client.models.list()) ids.push(id)
    return ids
  }
  await expect.poll(listed).toContain('workflow:Poster')
  expect(await listed()).toContain(sdxl)
  const answer = await client.images.generate({
    model: 'workflow:Poster',
    prompt: 'a concert',
    size: '128x64',
    n: 2,
  })
  const made = bytesOf(answer)
  expect(made).toHaveLength(2)
  expect(await seen(made[0])).toMatchObject({ width: 128, height: 64 })
})

test('a stream shows what is being made before it is there', async () => {
  await using shown = await runDarkroom({
    simulation: { ...simulation, previewMethod: 'latent2rgb', stepsPerSecond: 40 },
  })
  const stream = await clientOf(shown).images.generate({
    model: sdxl,
    prompt: 'a fox',
    size: '64x64',
    stream: true,
    partial_images: 2,
  })
  const events = await Array.fromAsync(stream)
  const types = events.map(({ type }) => type)
  expect(types.at(-1)).toBe('image_generation.completed')
  expect(types).toContain('image_generation.partial_image')
  for (const { b64_json, output_format } of events) {
    expect((await seen(Buffer.from(b64_json, 'base64'))).format).toBe(output_format)
  }
})

test('the AI SDK of Vercel gets a picture', async () => {
  const openai = createOpenAI({ baseURL: `${running.url}/v1`, apiKey: 'any' })
  const { image } = await generateImage({
    model: openai.image('dall-e-3'),
    prompt: 'a fox',
    size: '128x64',
  })
  expect(await seen(image.uint8Array)).toMatchObject({ width: 128, height: 64 })
})

test('a connection that is lost while it is painted costs no second picture', async () => {
  await using lossy = await runDarkroom({ simulation })
  lossy.simulator.hold()
  const lost = new AbortController()
  let tries = 0
  const client = new OpenAI({
    baseURL: `${lossy.url}/v1`,
    apiKey: 'any',
    fetch: async (url, init) => {
      tries += 1
      if (tries > 1) lossy.simulator.release()
      const signal = tries > 1 ? init?.signal : lost.signal
      return await fetch(url, { ...init, signal: signal ?? null })
    },
  })
  const asked = client.images.generate({ model: sdxl, prompt: 'a fox', size: '64x64' })
  await expect.poll(() => starts(lossy)).toBe(1)
  lost.abort()
  expect(bytesOf(await asked)).toHaveLength(1)
  expect([tries, starts(lossy)]).toEqual([2, 1])
})

test('a restart of the product between two tries costs no second picture', async () => {
  await using restarted = await runDarkroom({
    simulation,
    settings: { SHUTDOWN_GRACE_SECONDS: '1' },
  })
  restarted.simulator.hold()
  const ask = (tries: number) =>
    fetch(`${restarted.url}/v1/images/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-stainless-retry-count': String(tries) },
      body: JSON.stringify({ model: sdxl, prompt: 'a fox', size: '64x64' }),
    })
  const first = ask(0)
  await expect.poll(() => starts(restarted)).toBe(1)
  const stopped = restarted.restart()
  expect((await first).status).toBe(503)
  await stopped
  restarted.simulator.release()
  const second = await ask(1)
  expect(second.status).toBe(200)
  expect(starts(restarted)).toBe(1)
})

test('what is wrong is told by the field that the client knows', async () => {
  const client = clientOf(running)
  const asked = { model: sdxl, prompt: 'a fox' }
  await expect(
    client.images.generate({ ...asked, prompt: 'x'.repeat(4001) }),
  ).rejects.toMatchObject({ status: 400, param: 'prompt', type: 'invalid_request_error' })
  await expect(
    client.images.generate(Object.assign({ ...asked }, { loras: ['no_such_lora'] })),
  ).rejects.toMatchObject({ status: 400, param: 'loras.0.name' })
  await expect(client.images.generate({ ...asked, model: 'sd_xl_bas' })).rejects.toMatchObject({
    status: 404,
    code: 'model_not_found',
    message: expect.stringContaining(sdxl),
  })
  const broken = client.images.edit({
    ...asked,
    image: await png('broken', Promise.resolve(Buffer.from('no picture'))),
  })
  await expect(broken).rejects.toMatchObject({ status: 415, param: 'image' })
})

test('a full queue says when to come back', async () => {
  await using small = await runDarkroom({
    simulation,
    settings: { QUEUE_LIMIT_PER_CLIENT: '1', SHUTDOWN_GRACE_SECONDS: '0' },
  })
  small.simulator.hold()
  const client = new OpenAI({ baseURL: `${small.url}/v1`, apiKey: 'any', maxRetries: 0 })
  const ask = () => client.images.generate({ model: sdxl, prompt: 'a fox', size: '64x64' })
  const running = ask().catch(() => undefined)
  await expect.poll(() => starts(small)).toBe(1)
  const waiting = ask().catch(() => undefined)
  await expect.poll(async () => (await small.api.queue.$get({ query: {} })).text()).toContain('fox')
  const refused = await ask().catch((error: unknown) => error)
  expect(refused).toMatchObject({ status: 429, type: 'rate_limit_error' })
  expect(Number(Object(refused).headers.get('retry-after'))).toBeGreaterThan(0)
  small.simulator.release()
  await Promise.all([running, waiting])
})

test('a wrong key is refused as OpenAI refuses it, and the right one is the token', async () => {
  const token = 'a-secret-of-some-length'
  await using guarded = await runDarkroom({ simulation, settings: { API_TOKEN: token } })
  await expect(clientOf(guarded).models.list()).rejects.toMatchObject({
    status: 401,
    code: 'invalid_api_key',
  })
  const { data } = await clientOf(guarded, token).models.list()
  expect(data.map(({ id }) => id)).toContain(sdxl)
})
