import { expect, test } from 'vitest'
import {
  readMade,
  readProgress,
  readRefused,
  run,
  type ServedDoor,
  serveDoor,
} from './serve-door.ts'

const request = { prompt: 'a fox', steps: 20 }
const progressOf = async (door: ServedDoor, query = '', client = '127.0.0.1') =>
  await readProgress(await door.get(`/sdapi/v1/progress${query}`, { client }))

/** Puts a request into the queue and gives its jobs. */
async function ask(door: ServedDoor, body: unknown, client = '127.0.0.1') {
  const answer = door.post('/sdapi/v1/txt2img', body, { client })
  const first = await door.nextJob()
  const ids = () => door.house.jobs.asked.map(({ id }) => id)
  await expect.poll(ids).toContain(first.id)
  return { answer, ids: ids().slice(ids().indexOf(first.id)) }
}

test('nothing runs: zeros', async () => {
  await using door = await serveDoor()
  expect(await progressOf(door)).toEqual({
    progress: 0,
    eta_relative: 0,
    state: {
      skipped: false,
      interrupted: false,
      stopping_generation: false,
      job: '',
      job_count: 0,
      job_timestamp: '0',
      job_no: 0,
      sampling_step: 0,
      sampling_steps: 0,
    },
    current_image: null,
    textinfo: null,
    current_task: null,
  })
})

test('a job that waits says so, and is no progress yet', async () => {
  await using door = await serveDoor({ runs: false })
  const { answer, ids } = await ask(door, request)
  const waiting = await progressOf(door)
  expect([waiting.progress, waiting.state.job_count]).toEqual([0, 0])
  expect(waiting.textinfo).toBe('Waiting, 0 before it')
  for (const id of ids) run(door.house, { id })
  expect((await answer).status).toBe(200)
})

test('a job that runs tells its steps and the picture so far', async () => {
  await using door = await serveDoor({ runs: false })
  const { answer, ids } = await ask(door, { ...request, force_task_id: 'task(7)' })
  const [id = ''] = ids
  const { jobs } = door.house
  jobs.start(id)
  jobs.show(id, { value: 0.4, step: 8, steps: 20, stage: 'sampling' })
  jobs.preview(id, Buffer.from('a preview'))
  const preview = Buffer.from('a preview').toString('base64')
  await expect.poll(async () => (await progressOf(door)).current_image).toBe(preview)
  expect(await progressOf(door, '?skip_current_image=true')).toMatchObject({
    progress: 0.4,
    state: { job_count: 1, job_no: 0, sampling_step: 8, sampling_steps: 20 },
    current_image: null,
    textinfo: 'sampling',
    current_task: 'task(7)',
  })
  run(door.house, { id })
  expect((await answer).status).toBe(200)
  expect((await progressOf(door)).progress).toBe(0)
})

test('several pictures of one request are one progress', async () => {
  await using door = await serveDoor({ runs: false })
  const { answer, ids } = await ask(door, { ...request, batch_size: 2, n_iter: 2 })
  expect(ids).toHaveLength(4)
  const [first = '', second = ''] = ids
  run(door.house, { id: first })
  door.house.jobs.start(second)
  door.house.jobs.show(second, { value: 0.5, step: 10, steps: 20, stage: 'sampling' })
  expect(await progressOf(door)).toMatchObject({
    progress: 0.375,
    state: { job: 'Batch 2 out of 4', job_count: 4, job_no: 1, sampling_step: 10 },
  })
  for (const id of ids.slice(1)) run(door.house, { id })
  expect((await readMade(await answer)).images).toHaveLength(4)
})

test('nobody sees or interrupts the jobs of others', async () => {
  await using door = await serveDoor({ runs: false })
  const { answer, ids } = await ask(door, request, 'a')
  const [id = ''] = ids
  door.house.jobs.start(id)
  expect((await progressOf(door, '', 'b')).state.job_count).toBe(0)
  await door.post('/sdapi/v1/interrupt', {}, { client: 'b' })
  await door.post('/sdapi/v1/skip', {}, { client: 'b' })
  expect(door.house.jobs.get(id)?.status).toBe('processing')
  run(door.house, { id })
  expect((await answer).status).toBe(200)
})

test('nor those that came by other doors', async () => {
  await using door = await serveDoor({ runs: false })
  const caller = { client: '127.0.0.1', origin: door.url, signal: new AbortController().signal }
  const { ids } = await door.house.jobs.submit({ words: { prompt: 'a hen' } }, { caller })
  const [id = ''] = ids
  door.house.jobs.start(id)
  await door.post('/sdapi/v1/interrupt', {})
  expect(door.house.jobs.get(id)?.status).toBe('processing')
  expect((await progressOf(door)).progress).toBe(0)
})

test('an interrupt stops the whole request, which is answered with what was finished', async () => {
  await using door = await serveDoor({ runs: false })
  const { answer, ids } = await ask(door, { ...request, n_iter: 3 })
  const [first = '', second = '', third = ''] = ids
  run(door.house, { id: first })
  door.house.jobs.start(second)
  await door.post('/sdapi/v1/interrupt', {})
  expect([second, third].map((id) => door.house.jobs.get(id)?.status)).toEqual([
    'cancelled',
    'cancelled',
  ])
  const { images, info } = await readMade(await answer)
  expect(images).toHaveLength(1)
  expect(info.all_seeds).toHaveLength(1)
})

test('where nothing was finished, the list of pictures is empty and info is whole', async () => {
  await using door = await serveDoor({ runs: false })
  const { answer, ids } = await ask(door, request)
  door.house.jobs.start(ids[0] ?? '')
  await door.post('/sdapi/v1/interrupt', {})
  const answered = await answer
  expect(answered.status).toBe(200)
  const { images, info } = await readMade(answered)
  expect(images).toEqual([])
  const { height, width, seed, infotexts } = info
  expect([height, width, seed].every(Number.isInteger)).toBe(true)
  expect(infotexts[0]).toContain('a fox')
})

test('where nothing runs yet, an interrupt takes the request that is next', async () => {
  await using door = await serveDoor({ runs: false })
  const first = await ask(door, request)
  const second = await ask(door, { ...request, prompt: 'a hen' })
  await door.post('/sdapi/v1/interrupt', {})
  const statuses = [...first.ids, ...second.ids].map((id) => door.house.jobs.get(id)?.status)
  expect(statuses).toEqual(['cancelled', 'queued'])
  run(door.house, { id: second.ids[0] ?? '' })
  expect((await readMade(await first.answer)).images).toEqual([])
  expect((await readMade(await second.answer)).images).toHaveLength(1)
})

test('skip stops the picture that is painted, and goes on with the next', async () => {
  await using door = await serveDoor({ runs: false })
  const { answer, ids } = await ask(door, { ...request, n_iter: 2 })
  const [first = '', second = ''] = ids
  door.house.jobs.start(first)
  await door.post('/sdapi/v1/skip', {})
  expect(door.house.jobs.get(second)?.status).toBe('queued')
  run(door.house, { id: second })
  const { images, info } = await readMade(await answer)
  expect(images).toHaveLength(1)
  expect(info.seed).toBe(door.house.jobs.get(second)?.recipe.seed)
})

test('when the server stops, who waits is told that the job goes on', async () => {
  await using door = await serveDoor({ runs: false })
  const { answer } = await ask(door, request)
  door.house.stop()
  const answered = await answer
  expect(answered.status).toBe(503)
  expect((await readRefused(answered)).detail).toContain('goes on after its start')
})
