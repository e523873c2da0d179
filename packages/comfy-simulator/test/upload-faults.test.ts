import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { createSimulator, type Fault, type Simulator } from '../src/index.ts'
import { finished, post, submit } from './text-to-image.ts'

const start = (...faults: readonly Fault[]): Promise<Simulator> =>
  createSimulator({ paint: 'plain', faults })

const upload = async (simulator: Simulator): Promise<Response> => {
  const form = new FormData()
  form.append('image', new File([new Uint8Array(await dot())], 'in.png'))
  return fetch(`${simulator.url}/upload/image`, { method: 'POST', body: form })
}

const dot = (): Promise<Buffer> =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()

const loaded = {
  1: { class_type: 'LoadImage', inputs: { image: 'in.png' } },
  2: { class_type: 'SaveImage', inputs: { images: ['1', 0], filename_prefix: 'x' } },
}

test('uploads are lost before a prompt, which is then refused', async () => {
  await using simulator = await start({ kind: 'uploads-lost' })
  expect((await upload(simulator)).status).toBe(200)
  const { status, body } = await post(simulator, '/prompt', { prompt: loaded })
  expect([status, body.node_errors['1'].errors[0].details]).toEqual([
    400,
    'image - Invalid image file: in.png',
  ])
  expect((await upload(simulator)).status).toBe(200)
  expect((await post(simulator, '/prompt', { prompt: loaded })).status).toBe(200)
})

test('uploads are lost when a job starts, which then fails', async () => {
  await using simulator = await start({ kind: 'uploads-lost', at: 'start' })
  await upload(simulator)
  const { status } = await finished(simulator, await submit(simulator, loaded))
  expect(status.messages.at(-1)[1]).toMatchObject({
    node_type: 'LoadImage',
    exception_type: 'FileNotFoundError',
  })
})

test('uploads are lost with a restart', async () => {
  await using simulator = await start()
  simulator.faults.add({ kind: 'uploads-lost', at: 'restart' })
  await upload(simulator)
  expect(readdirSync(simulator.inputDirectory)).toEqual(['in.png'])
  await simulator.restart()
  expect(readdirSync(simulator.inputDirectory)).toEqual([])
  const told = simulator.oracle().filter(({ event }) => event.startsWith('upload'))
  const sha256 = createHash('sha256')
    .update(await dot())
    .digest('hex')
  expect(told).toMatchObject([
    { event: 'upload', boot: 1, files: ['in.png'], sha256 },
    { event: 'uploads-lost', boot: 2 },
  ])
})

test('an upload is refused as too large, or by a broken server', async () => {
  await using simulator = await start(
    { kind: 'upload-refused' },
    { kind: 'upload-refused', status: 500 },
  )
  const statuses = [await upload(simulator), await upload(simulator), await upload(simulator)]
  expect(statuses.map(({ status }) => status)).toEqual([413, 500, 200])
})
