import { expect, test } from 'vitest'
import { graph, post, serveFacade } from '../../test/serve-facade.ts'
import { isOver, openSocket, types } from '../../test/socket.ts'

const id = '01234567-89ab-4cde-8f01-23456789abcd'
const other = '11234567-89ab-4cde-8f01-23456789abcd'
const bytes = new Uint8Array([1, 2, 3])

const node = (value: string) => ({
  type: 'executing',
  data: { node: value, display_node: value, prompt_id: id },
})

test('a socket is greeted with the length of the queue and its own id', async () => {
  const { host } = await serveFacade()
  const socket = await openSocket(host, 'me')
  const [greeting] = await socket.until((heard) => heard.length > 0)
  expect(greeting).toEqual({
    type: 'status',
    data: { status: { exec_info: { queue_remaining: 0 } }, sid: 'me' },
  })
})

test('a client hears of its job from its start to its end, in the order of ComfyUI', async () => {
  const { house, host, url } = await serveFacade()
  const socket = await openSocket(host, 'me')
  await post(url, { prompt: graph(), prompt_id: id, client_id: 'me' })
  house.jobs.start(id)
  house.jobs.message(id, {
    type: 'execution_cached',
    data: { nodes: ['4'], prompt_id: id, timestamp: 1 },
  })
  house.jobs.message(id, node('3'))
  house.jobs.message(id, {
    type: 'progress',
    data: { value: 1, max: 4, prompt_id: id, node: '3' },
  })
  house.jobs.preview(id, bytes)
  house.jobs.message(id, { type: 'executing', data: { node: null, prompt_id: id } })
  await socket.until((heard) => types(heard).includes('binary'))
  house.jobs.finish(id, [{ bytes, path: '20261127/a.png' }])
  const heard = await socket.until(isOver(id))
  expect(types(heard)).toEqual([
    'status',
    'status',
    'execution_start',
    'execution_cached',
    'executing 3',
    'progress',
    'binary',
    'executed 9',
    'execution_success',
    'status',
    'executing null',
  ])
  expect(heard[3]).toMatchObject({ data: { nodes: ['4'] } })
  expect(heard[7]).toMatchObject({
    data: {
      prompt_id: id,
      output: { images: [{ filename: 'a.png', subfolder: '20261127', type: 'output' }] },
    },
  })
})

test('events name the job as its client does', async () => {
  const { house, host, url } = await serveFacade()
  const socket = await openSocket(host, 'me')
  await post(url, { prompt: graph(), prompt_id: 'mine', client_id: 'me' })
  const [{ id: jobId = '' } = {}] = house.jobs.asked
  house.jobs.start(jobId)
  house.jobs.message(jobId, {
    type: 'progress_state',
    data: { prompt_id: jobId, nodes: { '3': { value: 0, prompt_id: jobId } } },
  })
  house.jobs.finish(jobId, [])
  const heard = await socket.until(isOver('mine'))
  expect(JSON.stringify(heard)).not.toContain(jobId)
  expect(heard).toContainEqual({
    type: 'progress_state',
    data: { prompt_id: 'mine', nodes: { '3': { value: 0, prompt_id: 'mine' } } },
  })
})

test('what servers say of the start and the end is not told twice, nor a second attempt', async () => {
  const { house, host, url } = await serveFacade()
  const socket = await openSocket(host, 'me')
  await post(url, { prompt: graph(), prompt_id: id, client_id: 'me' })
  for (const _ of [1, 2]) {
    house.jobs.message(id, { type: 'execution_start', data: { prompt_id: id } })
    house.jobs.start(id)
    house.jobs.message(id, { type: 'execution_cached', data: { nodes: [], prompt_id: id } })
    house.jobs.message(id, node('3'))
    house.jobs.message(id, { type: 'executed', data: { node: '9', output: {}, prompt_id: id } })
    house.jobs.message(id, { type: 'execution_success', data: { prompt_id: id } })
  }
  house.jobs.finish(id, [])
  expect(types(await socket.until(isOver(id))).filter((type) => type !== 'status')).toEqual([
    'execution_start',
    'execution_cached',
    'executing 3',
    'executing 3',
    'execution_success',
    'executing null',
  ])
})

test('a client hears nothing of the jobs of others but how long the queue is', async () => {
  const { house, host, url } = await serveFacade()
  const socket = await openSocket(host, 'me')
  await post(url, { prompt: graph(), prompt_id: other, client_id: 'you' })
  await post(url, { prompt: graph(), prompt_id: id, client_id: 'me' })
  for (const one of [other, id]) {
    house.jobs.start(one)
    house.jobs.preview(one, bytes)
    house.jobs.finish(one, [])
  }
  const heard = await socket.until(isOver(id))
  expect(JSON.stringify(heard)).not.toContain(other)
  expect(types(heard).filter((type) => type === 'binary')).toHaveLength(1)
})

test('a client that posts and connects after the end is told of it', async () => {
  const { house, host, url } = await serveFacade()
  await post(url, { prompt: graph(), prompt_id: id, client_id: 'me' })
  house.jobs.start(id)
  house.jobs.finish(id, [{ bytes }])
  const socket = await openSocket(host, 'me')
  expect(types(await socket.until(isOver(id)))).toEqual([
    'status',
    'execution_start',
    'execution_cached',
    'executed 9',
    'execution_success',
    'executing null',
  ])
})

test('what ended while a client was away is told when it comes back, once', async () => {
  const { house, host, url } = await serveFacade()
  const before = await openSocket(host, 'me')
  await post(url, { prompt: graph(), prompt_id: id, client_id: 'me' })
  house.jobs.start(id)
  await before.until((heard) => types(heard).includes('execution_start'))
  await before.close()
  const watching = await openSocket(host, 'watching')
  house.jobs.fail(id, { code: 'out_of_memory', message: 'It was too large.' })
  await watching.until((heard) => heard.length > 1)
  const back = await openSocket(host, 'me')
  expect(types(await back.until(isOver(id)))).toEqual([
    'status',
    'execution_cached',
    'execution_error',
    'executing null',
  ])
  await back.close()
  const again = await openSocket(host, 'me')
  await post(url, { prompt: graph(), prompt_id: other, client_id: 'me' })
  house.jobs.finish(other, [])
  expect(types(await again.until(isOver(other)))).toEqual([
    'status',
    'status',
    'execution_start',
    'execution_cached',
    'execution_success',
    'status',
    'executing null',
  ])
})

test('an end that may be lost, for nothing comes back, is told again, until it is known to be heard', async () => {
  const { house, host, url } = await serveFacade()
  // What it answers gets lost: as far as we can know it hears nothing.
  const lost = await openSocket(host, 'me', '/ws', { autoPong: false })
  await post(url, { prompt: graph(), prompt_id: id, client_id: 'me' })
  house.jobs.start(id)
  await lost.until((heard) => types(heard).includes('execution_start'))
  house.jobs.finish(id, [])
  await lost.until(isOver(id))
  lost.breakOff()
  const back = await openSocket(host, 'me')
  const heard = types(await back.until(isOver(id)))
  expect(heard.slice(-2)).toEqual(['execution_success', 'executing null'])
  await back.close()
  const again = await openSocket(host, 'me')
  await post(url, { prompt: graph(), prompt_id: other, client_id: 'me' })
  house.jobs.finish(other, [])
  expect(JSON.stringify(await again.until(isOver(other)))).not.toContain(id)
})

test('a client that takes its leave at the last message has heard it', async () => {
  const { house, host, url } = await serveFacade()
  const brief = await openSocket(host, 'me')
  await post(url, { prompt: graph(), prompt_id: id, client_id: 'me' })
  const closed = brief.until(isOver(id)).then(() => brief.close())
  house.jobs.finish(id, [])
  await closed
  const back = await openSocket(host, 'me')
  await post(url, { prompt: graph(), prompt_id: other, client_id: 'me' })
  house.jobs.finish(other, [])
  expect(JSON.stringify(await back.until(isOver(other)))).not.toContain(id)
})

test('a client that comes back while its job runs is told how it stands', async () => {
  const { house, host, url } = await serveFacade()
  const before = await openSocket(host, 'me')
  await post(url, { prompt: graph(), prompt_id: id, client_id: 'me' })
  house.jobs.start(id)
  house.jobs.message(id, node('3'))
  await before.until((heard) => types(heard).includes('executing 3'))
  await before.close()
  const back = await openSocket(host, 'me')
  expect(types(await back.until((heard) => heard.length > 1))).toEqual(['status', 'executing 3'])
  const late = await openSocket(host, 'me')
  house.jobs.finish(id, [])
  expect(types(await late.until(isOver(id))).slice(0, 2)).toEqual(['status', 'executing 3'])
  await back.until(isOver(id))
})

test('a job that was cancelled before it ran is said to be interrupted', async () => {
  const { house, host, url } = await serveFacade()
  const socket = await openSocket(host, 'me')
  await post(url, { prompt: graph(), prompt_id: id, client_id: 'me' })
  await house.jobs.cancel(id)
  expect(types(await socket.until(isOver(id))).filter((type) => type !== 'status')).toEqual([
    'execution_interrupted',
    'executing null',
  ])
})

test('previews say what they are of to a client that knows them so', async () => {
  const { house, host, url } = await serveFacade()
  const socket = await openSocket(host, 'me', '/api/ws')
  socket.send({ type: 'feature_flags', data: { supports_preview_metadata: true } })
  await socket.until((heard) => types(heard).includes('feature_flags'))
  await post(url, { prompt: graph(), prompt_id: id, client_id: 'me' })
  house.jobs.start(id)
  house.jobs.message(id, node('3'))
  house.jobs.preview(id, bytes)
  house.jobs.finish(id, [])
  const frame = (await socket.until(isOver(id))).find((one) => one instanceof Uint8Array)
  if (!(frame instanceof Buffer)) throw new Error('no frame')
  const length = frame.readUInt32BE(4)
  expect(frame.readUInt32BE(0)).toBe(4)
  expect(JSON.parse(frame.subarray(8, 8 + length).toString())).toEqual({
    node_id: '3',
    prompt_id: id,
    display_node_id: '3',
    parent_node_id: null,
    real_node_id: '3',
    image_type: 'image/jpeg',
  })
  expect([...frame.subarray(8 + length)]).toEqual([...bytes])
})

test('to others a preview is a picture alone', async () => {
  const { house, host, url } = await serveFacade()
  const socket = await openSocket(host, 'me')
  await post(url, { prompt: graph(), prompt_id: id, client_id: 'me' })
  house.jobs.start(id)
  house.jobs.preview(id, bytes, 'image/png')
  house.jobs.finish(id, [])
  const frame = (await socket.until(isOver(id))).find((one) => one instanceof Uint8Array)
  expect(frame).toEqual(Buffer.from([0, 0, 0, 1, 0, 0, 0, 2, ...bytes]))
})

test('progress is told also of a server that says nothing of its nodes', async () => {
  const { house, host, url } = await serveFacade()
  const socket = await openSocket(host, 'me')
  await post(url, { prompt: graph(), prompt_id: id, client_id: 'me' })
  house.jobs.start(id)
  house.jobs.show(id, { value: 0.5, step: 2, steps: 4, stage: 'sampling' })
  house.jobs.finish(id, [])
  expect(await socket.until(isOver(id))).toContainEqual({
    type: 'progress',
    data: { value: 2, max: 4, prompt_id: id, node: null },
  })
})

test('the address of sockets without an upgrade is refused', async () => {
  const { url } = await serveFacade()
  expect((await fetch(`${url}/ws`)).status).toBe(400)
})
