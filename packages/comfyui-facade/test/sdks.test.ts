import { CallWrapper, ComfyApi, PromptBuilder } from '@saintno/comfyui-sdk'
import { Client, Workflow } from '@stable-canvas/comfyui-client'
import { ComfyUIClient } from 'comfy-ui-client'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { graph, type ServedFacade, serveFacade } from './serve-facade.ts'

const bytes = new TextEncoder().encode('a picture')

/**
 * A door whose jobs run once their client listens, and make one picture. These clients begin to listen when they have the
 * answer to their prompt, and a job takes longer than that.
 */
async function running(isListening: () => boolean): Promise<ServedFacade> {
  const served = await serveFacade()
  const { jobs } = served.house
  jobs.onSubmit = ({ id }) => {
    const run = async (): Promise<void> => {
      await expect.poll(isListening).toBe(true)
      jobs.start(id)
      const prompt_id = id
      jobs.message(id, { type: 'execution_cached', data: { nodes: [], prompt_id } })
      jobs.message(id, { type: 'executing', data: { node: '3', display_node: '3', prompt_id } })
      jobs.message(id, { type: 'progress', data: { value: 1, max: 2, node: '3', prompt_id } })
      jobs.preview(id, bytes)
      jobs.finish(id, [{ bytes, path: `20261127/${id}.png` }])
    }
    void run()
  }
  return served
}

const always = (): boolean => true

test('@stable-canvas/comfyui-client runs a workflow and has its picture', async () => {
  const { host } = await running(always)
  const client = new Client({ api_host: host, WebSocket, fetch: globalThis.fetch })
  await client.connect()
  onTestFinished(() => client.close())
  const workflow = new Workflow()
  const [image] = workflow.node('Sample', { seed: 1 })
  workflow.node('SaveImage', { images: image, filename_prefix: 'a' })
  const result = await workflow.invoke_polling(client)
  const [picture] = result.images
  if (picture?.type !== 'url') throw new Error('no picture')
  expect(await (await fetch(picture.data)).text()).toBe('a picture')
})

test('@stable-canvas/comfyui-client waits on its socket, and sees progress', async () => {
  const { host } = await running(() => client.registered.includes('executed'))
  const client = new Client({ api_host: host, WebSocket, fetch: globalThis.fetch })
  await client.connect()
  onTestFinished(() => client.close())
  const steps: number[] = []
  const result = await client.enqueue(graph(), { progress: ({ value }) => steps.push(value) })
  expect(result.images.map(({ type }) => type)).toContain('url')
  expect(steps).toEqual([1])
})

test('@stable-canvas/comfyui-client reads what the pool has', async () => {
  const { host } = await serveFacade()
  const client = new Client({ api_host: host, WebSocket, fetch: globalThis.fetch })
  expect(await client.getSamplers()).toEqual(['euler', 'ddim'])
  expect(await client.getSDModels()).toEqual(['a.safetensors', 'b.safetensors'])
  expect((await client.getSystemStats()).devices).toHaveLength(1)
  expect(await client.getExtensions()).toEqual([])
  expect(await client.getEmbeddings()).toEqual([])
  expect(await client.getUserConfig()).toEqual({ storage: 'server', migrated: true })
})

test('@stable-canvas/comfyui-client interrupts its own job and deletes from the queue', async () => {
  const { host, house } = await serveFacade()
  const client = new Client({ api_host: host, WebSocket, fetch: globalThis.fetch })
  await client.queuePrompt(0, { prompt: graph(), workflow: {} })
  await client.queuePrompt(-1, { prompt: graph(), workflow: {} })
  const [first = '', second = ''] = house.jobs.asked.map(({ id }) => id)
  house.jobs.start(first)
  await client.interrupt()
  await client.deleteItem('queue', second)
  expect(house.jobs.get(first)?.status).toBe('cancelled')
  expect(house.jobs.get(second)?.status).toBe('cancelled')
})

test('comfy-ui-client gets its images over the socket', async () => {
  const { host } = await running(() => Reflect.get(client, 'ws').listenerCount('message') > 1)
  const client = new ComfyUIClient(host, 'me')
  await client.connect()
  onTestFinished(() => client.disconnect())
  const images = await client.getImages(graph())
  const [image] = images['9'] ?? []
  expect(await image?.blob.text()).toBe('a picture')
})

test('comfy-ui-client uploads a picture, and hears what is wrong with a prompt', async () => {
  const { host } = await serveFacade()
  const client = new ComfyUIClient(host, 'me')
  expect(await client.uploadImage(Buffer.from('one'), 'a.png')).toEqual({
    name: 'a.png',
    subfolder: '',
    type: 'input',
  })
  expect(await (await client.getImage('a.png', '', 'input')).text()).toBe('one')
  await expect(client.queuePrompt({})).rejects.toThrow('prompt_no_outputs')
  expect(await client.getQueue()).toEqual({ queue_running: [], queue_pending: [] })
  expect(await client.getPrompt()).toEqual({ exec_info: { queue_remaining: 0 } })
})

test('@saintno/comfyui-sdk runs a prompt from its socket, with progress and previews', async () => {
  const { url } = await running(() =>
    Reflect.get(api, 'listeners').some(
      ({ event }: { event: string }) => event === 'execution_cached',
    ),
  )
  const api = new ComfyApi(url, 'saintno')
  await api.init(1, 10).waitForReady()
  onTestFinished(() => api.destroy())
  const titled = Object.entries(graph()).map(([id, node]) => [
    id,
    { ...node, _meta: { title: id } },
  ])
  const prompt = new PromptBuilder(Object.fromEntries(titled), ['seed'], ['images'])
    .setInputNode('seed', '3.inputs.seed')
    .setOutputNode('images', '9')
  const result = await new CallWrapper(api, prompt.input('seed', 7)).run()
  expect(result).toMatchObject({ images: { images: [{ subfolder: '20261127', type: 'output' }] } })
})

test('@saintno/comfyui-sdk reads what the pool has', async () => {
  const { url } = await serveFacade()
  const api = new ComfyApi(url, 'saintno')
  onTestFinished(() => api.destroy())
  expect(await api.getCheckpoints()).toEqual(['a.safetensors', 'b.safetensors'])
  expect(await api.getLoras()).toEqual(['ink.safetensors'])
  expect(await api.getQueue()).toEqual({ queue_running: [], queue_pending: [] })
  expect(await api.getHistories()).toEqual({})
  const uploaded = await api.uploadImage(Buffer.from('one'), 'a.png', { subfolder: 'sub' })
  expect(uploaded).toMatchObject({ info: { filename: 'a.png', subfolder: 'sub' } })
  expect(await api.freeMemory(true, true)).toBe(true)
})
