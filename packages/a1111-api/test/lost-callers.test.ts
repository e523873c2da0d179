import { expect, test } from 'vitest'
import { readMade, run, type ServedDoor, serveDoor } from './serve-door.ts'

const request = { prompt: 'a fox', seed: -1, steps: 20 }

const isGone = (door: ServedDoor, index: number) => () => door.callers[index]?.aborted

/** Asks, and goes away once the job is in the queue. */
async function leave(door: ServedDoor) {
  const caller = new AbortController()
  const answer = door.post('/sdapi/v1/txt2img', request, { client: 'a', signal: caller.signal })
  const job = await door.nextJob()
  caller.abort()
  await expect(answer).rejects.toThrow()
  await expect.poll(isGone(door, 0)).toBe(true)
  return job
}

const seedOf = async (answer: Response): Promise<number> => (await readMade(answer)).info.seed

test('who gives up and asks the same again gets the picture that was begun', async () => {
  await using door = await serveDoor({ runs: false })
  const job = await leave(door)
  const again = door.post('/sdapi/v1/txt2img', request, { client: 'a' })
  run(door.house, job)
  expect(await seedOf(await again)).toBe(job.recipe.seed)
  expect(door.house.jobs.asked).toHaveLength(1)
})

test('also when the first was sent without its length', async () => {
  await using door = await serveDoor({ runs: false })
  const caller = new AbortController()
  const answer = fetch(`${door.url}/sdapi/v1/txt2img`, {
    method: 'POST',
    headers: { 'x-client': 'a' },
    body: new Blob([JSON.stringify(request)]).stream(),
    duplex: 'half',
    signal: caller.signal,
  })
  const job = await door.nextJob()
  caller.abort()
  await expect(answer).rejects.toThrow()
  await expect.poll(isGone(door, 0)).toBe(true)
  const again = door.post('/sdapi/v1/txt2img', request, { client: 'a' })
  run(door.house, job)
  expect(await seedOf(await again)).toBe(job.recipe.seed)
})

test('also when it was finished meanwhile, but once', async () => {
  await using door = await serveDoor({ runs: false })
  const job = await leave(door)
  run(door.house, job)
  const again = await door.post('/sdapi/v1/txt2img', request, { client: 'a' })
  expect(await seedOf(again)).toBe(job.recipe.seed)
  const third = door.post('/sdapi/v1/txt2img', request, { client: 'a' })
  run(door.house, await door.nextJob())
  expect(await seedOf(await third)).not.toBe(job.recipe.seed)
})

test('who gives up twice gets it the third time', async () => {
  await using door = await serveDoor({ runs: false })
  const job = await leave(door)
  const caller = new AbortController()
  const second = door.post('/sdapi/v1/txt2img', request, { client: 'a', signal: caller.signal })
  await expect.poll(() => door.callers.length).toBe(2)
  caller.abort()
  await expect(second).rejects.toThrow()
  await expect.poll(isGone(door, 1)).toBe(true)
  run(door.house, job)
  const third = await door.post('/sdapi/v1/txt2img', request, { client: 'a' })
  expect(await seedOf(third)).toBe(job.recipe.seed)
})

test.each([
  ['somebody else', request, 'b'],
  ['another request', { ...request, steps: 21 }, 'a'],
])('%s gets a picture of its own', async (_, body, client) => {
  await using door = await serveDoor({ runs: false })
  const job = await leave(door)
  const other = door.post('/sdapi/v1/txt2img', body, { client })
  const next = await door.nextJob()
  expect(next.id).not.toBe(job.id)
  run(door.house, next)
  expect((await other).status).toBe(200)
})

test('another model that was chosen meanwhile makes it another request', async () => {
  await using door = await serveDoor({ runs: false })
  await leave(door)
  await door.post('/sdapi/v1/options', { sd_model_checkpoint: 'photo' }, { client: 'a' })
  const other = door.post('/sdapi/v1/txt2img', request, { client: 'a' })
  run(door.house, await door.nextJob())
  expect((await other).status).toBe(200)
})

test.each(['cancelled', 'failed'])('what was %s is begun anew', async (how) => {
  await using door = await serveDoor({ runs: false })
  const { id } = await leave(door)
  if (how === 'cancelled') await door.house.jobs.cancel(id)
  else door.house.jobs.fail(id, { code: 'lost', message: 'The server was lost.' })
  const again = door.post('/sdapi/v1/txt2img', request, { client: 'a' })
  run(door.house, await door.nextJob())
  expect((await again).status).toBe(200)
})

test('what is still being stopped is not taken up', async () => {
  await using door = await serveDoor({ runs: false })
  const { id } = await leave(door)
  door.house.jobs.start(id)
  // A server may take a while to stop what it paints.
  door.house.jobs.cancel = async () => 'requested'
  await door.post('/sdapi/v1/interrupt', {}, { client: 'a' })
  const again = door.post('/sdapi/v1/txt2img', request, { client: 'a' })
  const next = await door.nextJob()
  expect(next.id).not.toBe(id)
  run(door.house, next)
  expect((await again).status).toBe(200)
})

test('two who ask the same at once get a picture each', async () => {
  await using door = await serveDoor()
  const answers = await Promise.all([
    door.post('/sdapi/v1/txt2img', request),
    door.post('/sdapi/v1/txt2img', request),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect(door.house.jobs.asked).toHaveLength(2)
})

test('a task that is sent twice while it runs is one', async () => {
  await using door = await serveDoor({ runs: false })
  const body = { ...request, force_task_id: 'task(1)' }
  const first = door.post('/sdapi/v1/txt2img', body)
  const job = await door.nextJob()
  expect(job.note).toMatchObject({ door: 'a1111-api', task: 'task(1)' })
  const second = door.post('/sdapi/v1/txt2img', body)
  const other = await door.post('/sdapi/v1/txt2img', { ...body, prompt: 'a hen' })
  expect(other.status).toBe(409)
  run(door.house, job)
  expect(await seedOf(await second)).toBe(await seedOf(await first))
  expect(door.house.jobs.asked).toHaveLength(1)
})
