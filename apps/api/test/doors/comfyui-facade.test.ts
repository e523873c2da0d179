import { createComfyClient } from '@darkroom/comfy-client'
import { CallWrapper, ComfyApi, PromptBuilder } from '@saintno/comfyui-sdk'
import { Client } from '@stable-canvas/comfyui-client'
import { ComfyUIClient } from 'comfy-ui-client'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { ended, generate, type RunningDarkroom, runDarkroom } from '../running-darkroom.ts'
import { pngOf } from './png-of.ts'

const node = (class_type: string, inputs: Readonly<Record<string, unknown>>) => ({
  class_type,
  inputs,
  _meta: { title: class_type },
})

const graph = (seed = 11) => ({
  '3': node('KSampler', {
    seed,
    steps: 4,
    cfg: 7,
    sampler_name: 'euler',
    scheduler: 'normal',
    denoise: 1,
    model: ['4', 0],
    positive: ['6', 0],
    negative: ['7', 0],
    latent_image: ['5', 0],
  }),
  '4': node('CheckpointLoaderSimple', { ckpt_name: 'base/dreamscape_xl.safetensors' }),
  '5': node('EmptyLatentImage', { width: 64, height: 64, batch_size: 1 }),
  '6': node('CLIPTextEncode', { text: 'a red fox', clip: ['4', 1] }),
  '7': node('CLIPTextEncode', { text: 'blurry', clip: ['4', 1] }),
  '8': node('VAEDecode', { samples: ['3', 0], vae: ['4', 2] }),
  '9': node('SaveImage', { filename_prefix: 'ComfyUI', images: ['8', 0] }),
})

/** Loads a picture and saves it. */
const loaded = (image: string) => ({
  '1': node('LoadImage', { image }),
  '2': node('SaveImage', { filename_prefix: 'copy', images: ['1', 0] }),
})

const facadeOf = ({ url }: RunningDarkroom): string => `${url}/comfyui`

const isPng = (bytes: Uint8Array): boolean => Buffer.from(bytes).subarray(1, 4).toString() === 'PNG'

const own = { COMFYUI_DOOR_PORT: '0' }

/** Host and port at which it is a ComfyUI. */
function hostOf({ comfyuiUrl }: RunningDarkroom): string {
  if (comfyuiUrl === undefined) throw new Error('there is no port of its own')
  return new URL(comfyuiUrl).host
}

test('a client that knows one ComfyUI runs its graph, and has the picture by its name', async () => {
  await using darkroom = await runDarkroom()
  const client = createComfyClient({ baseUrl: facadeOf(darkroom) })
  onTestFinished(() => client[Symbol.asyncDispose]())
  const stages: string[] = []
  const { files, promptId } = await client.run(graph(), {
    onProgress: ({ stage }) => stages.push(stage),
  })
  expect(stages).toContain('sampling')
  const [file] = files
  if (file === undefined) throw new Error('no picture')
  const { body, contentType } = await client.view(file)
  expect(contentType).toBe('image/png')
  expect(isPng(Buffer.concat(await Array.fromAsync(body)))).toBe(true)
  // The same job is there for everybody.
  const job = await ended(darkroom, promptId)
  expect(job).toMatchObject({ request_id: promptId, status: 'completed' })
})

test('on a port of its own three SDKs run their graphs at once', async () => {
  await using darkroom = await runDarkroom({ settings: own })
  const host = hostOf(darkroom)
  const stable = new Client({ api_host: host, WebSocket, fetch: globalThis.fetch })
  const plain = new ComfyUIClient(host, 'plain')
  const saintno = new ComfyApi(`http://${host}`, 'saintno')
  await Promise.all([stable.connect(), plain.connect(), saintno.init(1, 10).waitForReady()])
  onTestFinished(async () => {
    stable.close()
    saintno.destroy()
    await plain.disconnect()
  })
  const prompt = new PromptBuilder(graph(3), [], ['images']).setOutputNode('images', '9')
  const [first, second, third] = await Promise.all([
    stable.enqueue(graph(1)),
    plain.getImages(graph(2)),
    new CallWrapper(saintno, prompt).run(),
  ])
  expect(first.images.map(({ type }) => type)).toContain('url')
  const [image] = second['9'] ?? []
  expect(isPng(new Uint8Array((await image?.blob.arrayBuffer()) ?? new ArrayBuffer(0)))).toBe(true)
  expect(third).toMatchObject({ images: { images: [{ type: 'output' }] } })
})

test('a picture that was uploaded under a name, and one that a job made, go into graphs', async () => {
  await using darkroom = await runDarkroom()
  const client = createComfyClient({ baseUrl: facadeOf(darkroom) })
  onTestFinished(() => client[Symbol.asyncDispose]())
  const form = new FormData()
  form.append('image', new Blob([Uint8Array.from(await pngOf('#00ff00'))]), 'green.png')
  form.append('subfolder', 'mine')
  const url = facadeOf(darkroom)
  const uploaded = await fetch(`${url}/upload/image`, { method: 'POST', body: form })
  expect(await uploaded.json()).toEqual({ name: 'green.png', subfolder: 'mine', type: 'input' })
  const first = await client.run(loaded('mine/green.png'))
  const [file] = first.files
  if (file === undefined) throw new Error('no picture')
  const second = await client.run(loaded(`${file.subfolder}/${file.filename} [output]`))
  expect(second.files).toHaveLength(1)
})

test('a mask is put on a picture', async () => {
  await using darkroom = await runDarkroom()
  const url = facadeOf(darkroom)
  const send = async (route: string, fields: Readonly<Record<string, string>>) => {
    const form = new FormData()
    form.append('image', new Blob([Uint8Array.from(await pngOf('#00ff00'))]), `${route}.png`)
    for (const [key, value] of Object.entries(fields)) form.append(key, value)
    return fetch(`${url}/upload/${route}`, { method: 'POST', body: form })
  }
  await send('image', {})
  const original_ref = JSON.stringify({ filename: 'image.png', type: 'input' })
  expect(await (await send('mask', { original_ref })).json()).toMatchObject({ name: 'mask.png' })
  const view = await fetch(`${url}/view?filename=mask.png&type=input`)
  expect(isPng(await view.bytes())).toBe(true)
})

test('what no server can run is refused as ComfyUI refuses it', async () => {
  await using darkroom = await runDarkroom()
  const post = (prompt: unknown) =>
    fetch(`${facadeOf(darkroom)}/prompt`, { method: 'POST', body: JSON.stringify({ prompt }) })
  const unknown = await post({ ...graph(), '9': node('SaveNothing', { images: ['8', 0] }) })
  expect(unknown.status).toBe(400)
  expect(await unknown.json()).toMatchObject({
    error: { type: 'missing_node_type', extra_info: { node_id: '9', class_type: 'SaveNothing' } },
  })
  const gone = await post({
    ...graph(),
    '4': node('CheckpointLoaderSimple', { ckpt_name: 'gone.safetensors' }),
  })
  expect(gone.status).toBe(400)
  expect(await gone.json()).toMatchObject({
    error: { type: 'prompt_outputs_failed_validation' },
    node_errors: {
      '4': {
        class_type: 'CheckpointLoaderSimple',
        errors: [{ type: 'value_not_in_list', extra_info: { input_name: 'ckpt_name' } }],
      },
    },
  })
  const unsaved = await post({ '4': graph()['4'] })
  expect(await unsaved.json()).toMatchObject({ error: { type: 'prompt_no_outputs' } })
})

const fileSchema = z.object({ filename: z.string(), subfolder: z.string(), type: z.string() })

/** The first file of the only job in a history; undefined while there is none. */
function fileOf(history: unknown): z.infer<typeof fileSchema> | undefined {
  const outputs = z.record(z.string(), z.object({ images: z.array(fileSchema) }))
  const [entry] = Object.values(z.record(z.string(), z.object({ outputs })).parse(history))
  return entry?.outputs['9']?.images[0]
}

test('after a restart its jobs, its pictures and its uploads are still called as they were', async () => {
  await using darkroom = await runDarkroom()
  const url = facadeOf(darkroom)
  const first = await fetch(`${url}/prompt`, {
    method: 'POST',
    body: JSON.stringify({ prompt: graph(), prompt_id: 'my picture', client_id: 'me' }),
  })
  expect(await first.json()).toMatchObject({ prompt_id: 'my picture' })
  const form = new FormData()
  form.append('image', new Blob([Uint8Array.from(await pngOf('#00ff00'))]), 'green.png')
  await fetch(`${url}/upload/image`, { method: 'POST', body: form })
  const file = async () => fileOf(await (await fetch(`${url}/history/my%20picture`)).json())
  await expect.poll(file).toBeDefined()
  await darkroom.restart()
  const query = new URLSearchParams(await file())
  await expect.poll(async () => (await fetch(`${url}/view?${query}`)).status).toBe(200)
  expect((await fetch(`${url}/view?filename=green.png&type=input`)).status).toBe(200)
})

test('a job of the REST API is in the history, with its graph', async () => {
  await using darkroom = await runDarkroom()
  const id = await generate(darkroom)
  await ended(darkroom, id)
  const history = await (await fetch(`${facadeOf(darkroom)}/history/${id}`)).json()
  expect(history).toMatchObject({
    [id]: {
      prompt: [0, id, expect.anything(), {}, [expect.any(String)]],
      status: { status_str: 'success' },
    },
  })
})
