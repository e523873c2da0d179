import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'
import { createSimulator, type Simulator, type SimulatorOptions } from '../src/index.ts'
import { finished, type Graph, get, post, submit, textToImage } from './text-to-image.ts'

const start = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const simulator = await createSimulator({ paint: 'plain', ...options })
  onTestFinished(() => simulator[Symbol.asyncDispose]())
  return simulator
}

const save = async (
  simulator: Simulator,
  prefix: string,
  seed = 1,
): Promise<{ filename: string; subfolder: string }> => {
  const { outputs } = await finished(
    simulator,
    await submit(simulator, textToImage({ prefix, seed })),
  )
  return outputs['9'].images[0]
}

test.each([
  ['plain', '', 'plain_00001_.png'],
  ['sub/dir/name', 'sub/dir', 'name_00001_.png'],
  ['trail/', '', 'trail_00001_.png'],
  ['size_%width%x%height%', '', 'size_64x64_00001_.png'],
  ['n%batch_num%', '', 'n0_00001_.png'],
  ['keep_%nope%', '', 'keep_%nope%_00001_.png'],
])('the prefix %s goes to %s%s', async (prefix, subfolder, filename) => {
  expect(await save(await start(), prefix)).toMatchObject({ subfolder, filename })
})

test('counters go on from the highest number, and fill no gaps', async () => {
  const simulator = await start()
  for (const name of ['a_00007_.png', 'ab_00099_.png', 'a_x.png']) {
    writeFileSync(path.join(simulator.outputDirectory, name), 'x')
  }
  expect((await save(simulator, 'a')).filename).toBe('a_00008_.png')
  expect((await save(simulator, 'a', 2)).filename).toBe('a_00009_.png')
})

test('a prefix that leaves the folder is an execution error', async () => {
  const simulator = await start()
  const { status } = await finished(
    simulator,
    await submit(simulator, textToImage({ prefix: '../away' })),
  )
  expect(status.messages.at(-1)[1].exception_message).toMatch(
    /^\*\*\*\* ERROR: Saving image outside/,
  )
})

test('the PNG holds the graph as Python writes it, and the workflow if there was one', async () => {
  const simulator = await start()
  const workflow = { id: 'w', nodes: [], note: 'naïve ☂' }
  const prompt = textToImage({ text: 'a café', prefix: 'png' })
  await finished(
    simulator,
    await submit(simulator, prompt, { extra_data: { extra_pnginfo: { workflow } } }),
  )
  const file = path.join(simulator.outputDirectory, 'png_00001_.png')
  const { comments = [], width, format } = await sharp(file).metadata()
  expect({ width, format }).toEqual({ width: 64, format: 'png' })
  const texts = Object.fromEntries(comments.map(({ keyword, text }) => [keyword, text]))
  expect(texts.prompt).toContain('"text": "a caf\\u00e9"')
  expect(texts.prompt).toContain('"cfg": 7.0')
  expect(JSON.parse(texts.workflow ?? '')).toEqual(workflow)
})

test('Windows: models and subfolders with backslashes, which view takes back', async () => {
  const simulator = await start({ windowsPaths: true })
  const checkpoint = 'base\\dreamscape_xl.safetensors'
  expect((await get(simulator, '/models/checkpoints')).body).toContain(checkpoint)
  const { outputs } = await finished(
    simulator,
    await submit(simulator, textToImage({ checkpoint, prefix: 'a/b/c' })),
  )
  const { subfolder, filename } = outputs['9'].images[0]
  expect(subfolder).toBe('a\\b')
  const query = new URLSearchParams({ subfolder, filename })
  expect((await get(simulator, `/view?${query}`)).status).toBe(200)
})

test('view: ranges, ETags and conversions', async () => {
  const simulator = await start()
  await save(simulator, 'v')
  const view = async (query: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${simulator.url}/api/view?filename=v_00001_.png${query}`, { headers })
  const whole = await view('')
  const bytes = Buffer.from(await whole.arrayBuffer())
  const part = await view('', { Range: 'bytes=10-19' })
  expect([part.status, part.headers.get('content-range')]).toEqual([
    206,
    `bytes 10-19/${bytes.length}`,
  ])
  expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(10, 20))
  const etag = whole.headers.get('etag') ?? ''
  expect((await view('', { 'If-None-Match': etag })).status).toBe(304)
  expect((await view('', { Range: 'bytes=99999999-' })).status).toBe(416)
  const types = await Promise.all(
    [
      '&preview=webp;80',
      '&preview=jpeg;50',
      '&preview=png',
      '&preview=jpeg&channel=a',
      '&channel=rgb',
      '&channel=a',
    ].map(async (query) => {
      const response = await view(query)
      const { format, hasAlpha } = await sharp(await response.arrayBuffer()).metadata()
      return [response.headers.get('content-type'), format, hasAlpha, response.headers.has('etag')]
    }),
  )
  expect(types).toEqual([
    ['image/webp', 'webp', false, false],
    ['image/jpeg', 'jpeg', false, false],
    ['image/webp', 'webp', false, false],
    ['image/webp', 'webp', false, false],
    ['image/png', 'png', false, false],
    ['image/png', 'png', true, false],
  ])
  expect((await get(simulator, '/view?filename=a..b.png')).status).toBe(400)
  expect((await get(simulator, '/view?filename=v_00001_.png&type=nope')).status).toBe(400)
  expect((await get(simulator, '/view?filename=x/y/v_00001_.png')).status).toBe(200)
  expect((await get(simulator, '/view?filename=v_00001_.png [temp]')).status).toBe(404)
})

const upload = async (
  simulator: Simulator,
  route: string,
  image: Buffer,
  fields: Record<string, string> = {},
): Promise<number> => {
  const form = new FormData()
  form.append('image', new File([new Uint8Array(image)], 'up.png'))
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return (await fetch(`${simulator.url}/upload/${route}`, { method: 'POST', body: form })).status
}

const square = (colour: string, side = 32): Promise<Buffer> =>
  sharp({ create: { width: side, height: side, channels: 4, background: colour } })
    .png()
    .toBuffer()

test('an uploaded image is found by LoadImage, scaled, denoised and saved', async () => {
  const simulator = await start()
  expect(await upload(simulator, 'image', await square('#c04020'))).toBe(200)
  expect(
    (await get(simulator, '/object_info/LoadImage')).body.LoadImage.input.required.image[0],
  ).toEqual(['up.png'])
  const { 5: _, ...rest } = textToImage()
  const graph: Graph = {
    ...rest,
    10: { class_type: 'LoadImage', inputs: { image: 'up.png' } },
    11: {
      class_type: 'ImageScale',
      inputs: {
        image: ['10', 0],
        upscale_method: 'bilinear',
        width: 96,
        height: 0,
        crop: 'disabled',
      },
    },
    12: { class_type: 'VAEEncode', inputs: { pixels: ['11', 0], vae: ['4', 2] } },
  }
  Object.assign(graph[3]?.inputs ?? {}, { latent_image: ['12', 0], denoise: 0.4 })
  const { outputs } = await finished(simulator, await submit(simulator, graph))
  const file = path.join(simulator.outputDirectory, outputs['9'].images[0].filename)
  expect(await sharp(file).metadata()).toMatchObject({ width: 96, height: 96 })
  await upload(simulator, 'image', await square('#2040c0'), { overwrite: 'true' })
  const { status } = await finished(simulator, await submit(simulator, graph))
  expect(status.messages[1][1].nodes).not.toContain('10')
})

test('a mask gives its alpha to the original, or writes nothing when there is none', async () => {
  const simulator = await start()
  await save(simulator, 'orig')
  const reference = (filename: string): Record<string, string> => ({
    original_ref: JSON.stringify({ filename, subfolder: '', type: 'output' }),
  })
  const mask = await square('#00000080', 64)
  expect(await upload(simulator, 'mask', mask, reference('gone.png'))).toBe(200)
  expect(readdirSync(simulator.inputDirectory)).toEqual([])
  expect(await upload(simulator, 'mask', mask, reference('orig_00001_.png'))).toBe(200)
  const {
    hasAlpha,
    width,
    comments = [],
  } = await sharp(path.join(simulator.inputDirectory, 'up.png')).metadata()
  expect({ hasAlpha, width, keys: comments.map(({ keyword }) => keyword) }).toEqual({
    hasAlpha: true,
    width: 64,
    keys: ['prompt'],
  })
  expect((await post(simulator, '/upload/mask', {})).status).toBe(400)
})

test('previews go to temp, which a restart empties', async () => {
  const simulator = await start()
  const graph = textToImage()
  graph[9] = { class_type: 'PreviewImage', inputs: { images: ['8', 0] } }
  const { outputs } = await finished(simulator, await submit(simulator, graph))
  const [image] = outputs['9'].images
  expect(image).toMatchObject({ type: 'temp', filename: /^ComfyUI_temp_[a-z]{5}_00001_\.png$/ })
  const query = `/view?filename=${image.filename}&type=temp`
  expect((await get(simulator, query)).status).toBe(200)
  await simulator.restart()
  // The client may first have to notice that its connection is gone.
  await expect.poll(async () => (await get(simulator, query)).status).toBe(404)
})
