import { createComfyClient } from '@darkroom/comfy-client'
import { CallWrapper, ComfyApi, PromptBuilder } from '@saintno/comfyui-sdk'
import { Client } from '@stable-canvas/comfyui-client'
import { ComfyUIClient } from 'comfy-ui-client'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { ended, generate, type RunningDarkroom, runDarkroom } from '../running-darkroom.ts'
import { facadeOf, graph, node } from './comfyui-graph.ts'
import { pngOf } from './png-of.ts'

/** Loads a picture and saves it. */
const loaded = (image: string) => ({
  '1': node('LoadImage', { image }),
  '2': node('SaveImage', { filename_prefix: 'copy', images: ['1', 0] }),
})

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

test('on its own port, too, only who has the token is let in, to the socket as well', async () => {
  const token = 'a-token-that-is-long-enough-1234'
  await using darkroom = await runDarkroom({ settings: { ...own, API_TOKEN: token } })
  const host = hostOf(darkroom)
  const refused = await fetch(`http://${host}/queue`)
  expect(refused.status).toBe(401)
  expect(await refused.json()).toMatchObject({ error: { type: expect.any(String) } })
  const headers = { Authorization: `Bearer ${token}` }
  expect((await fetch(`http://${host}/queue`, { headers })).status).toBe(200)
  const opened = (query: string): Promise<string> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`ws://${host}/ws?clientId=me${query}`)
      socket.on('message', () => {
        socket.close()
        resolve('greeted')
      })
      socket.on('error', ({ message }) => resolve(message))
    })
  expect(await opened('')).toContain('401')
  expect(await opened(`&token=${token}`)).toBe('greeted')
})

test('a port for a door that is closed is refused at the start', async () => {
  await expect(runDarkroom({ settings: { ...own, DOORS: 'openai' } })).rejects.toThrow(
    'COMFYUI_DOOR_PORT is set, but comfyui is not among DOORS.',
  )
})

test('pictures that a node sends over the socket arrive, also where nothing is saved', async () => {
  await using darkroom = await runDarkroom()
  const client = createComfyClient({ baseUrl: facadeOf(darkroom) })
  onTestFinished(() => client[Symbol.asyncDispose]())
  const { '9': saving, ...sampling } = graph()
  const sending = node('SaveImageWebsocket', { images: ['8', 0] })
  for (const nodes of [
    { ...sampling, '9': saving, '10': sending },
    { ...sampling, '10': sending },
  ]) {
    const sent: string[] = []
    await client.run(nodes, {
      onEvent: (event) => {
        if (event.type === 'preview') sent.push(`${event.nodeId} ${event.contentType}`)
      },
    })
    expect(sent.filter((one) => one.startsWith('10 '))).toEqual(['10 image/png'])
  }
})

test('one Darkroom can stand behind another, which takes it for a ComfyUI', async () => {
  await using inner = await runDarkroom({ settings: own })
  const { comfyuiUrl = '' } = inner
  await using outer = await runDarkroom({ settings: { COMFYUI_API_URL: comfyuiUrl } })
  const id = await generate(outer)
  expect(await ended(outer, id)).toMatchObject({ status: 'completed' })
  for (const { url } of [inner, outer]) {
    expect(await (await fetch(`${url}/api/gallery`)).json()).toHaveLength(1)
  }
})

test('a picture carries the workflow of the editor that its prompt was sent with', async () => {
  await using darkroom = await runDarkroom()
  const workflow = { id: 'a-workflow', nodes: [], links: [], version: 0.4 }
  const client = createComfyClient({ baseUrl: facadeOf(darkroom) })
  onTestFinished(() => client[Symbol.asyncDispose]())
  const { files } = await client.run(graph(), { extraData: { extra_pnginfo: { workflow } } })
  const [file] = files
  if (file === undefined) throw new Error('no picture')
  const { body } = await client.view(file)
  const bytes = Buffer.concat(await Array.fromAsync(body))
  expect(bytes.toString('latin1')).toContain(JSON.stringify(workflow).replaceAll(/([:,])/g, '$1 '))
})
