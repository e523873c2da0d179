import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { count, filesOf, jobsOf, runChild, setUp } from './scene.ts'

// Slow: every case starts two processes, for nothing else shows what a killed one leaves behind.

const killed = { code: null, signal: 'SIGKILL' }
/** A prompt whose answer came is not looked for in the queue. */
const lostAnswer = { kind: 'reset', route: 'POST /prompt', when: 'after' } as const
const failpoints = [
  'attempt.after-sync',
  'post.before',
  'post.after',
  'locate.between',
  'view.mid',
  'stage.after-sync',
  'rename.after',
  'commit.after',
]

test.each(failpoints)(
  'killed at %s, and started again: one run, one picture',
  async (failpoint) => {
    await using scene = await setUp(40)
    const { simulator, directory } = scene
    if (failpoint === 'locate.between') simulator.faults.add(lostAnswer)
    expect(await runChild(scene, { job: 'accept', failpoint })).toEqual(killed)
    expect(await runChild(scene, { job: 'none' })).toEqual({ code: 0, signal: null })
    const [job] = await jobsOf(directory)
    expect(job).toMatchObject({ state: 'succeeded' })
    expect(count(simulator, 'enqueue')).toBe(1)
    expect(count(simulator, 'finish')).toBe(1)
    const files = await filesOf(directory)
    expect(files).toHaveLength(2)
    const sidecar = await readFile(files.find((file) => file.endsWith('.json')) ?? '', 'utf8')
    expect(JSON.parse(sidecar)).toMatchObject({ request_id: job?.id })
  },
)

test.each(['upload.before', 'upload.after'])(
  'killed at %s of a job from a picture, and started again: one upload, one run, one picture',
  async (failpoint) => {
    await using scene = await setUp(40)
    const { simulator, directory } = scene
    expect(await runChild(scene, { job: 'accept-from-picture', failpoint })).toEqual(killed)
    expect(await runChild(scene, { job: 'none' })).toEqual({ code: 0, signal: null })
    expect(await jobsOf(directory)).toMatchObject([{ state: 'succeeded' }])
    for (const event of ['upload', 'enqueue', 'finish']) expect(count(simulator, event)).toBe(1)
    expect(await filesOf(directory)).toHaveLength(2)
  },
)

test.each(['upload.before', 'upload.after', 'rename.after', 'commit.after'])(
  'killed at %s of the second of three frames, each made from the one before: each once, in order',
  async (failpoint) => {
    await using scene = await setUp(40)
    const { simulator, directory } = scene
    // The first frame is given nothing.
    const skip = failpoint.startsWith('upload') ? 0 : 1
    expect(await runChild(scene, { job: 'accept-chained', failpoint, skip })).toEqual(killed)
    expect(await runChild(scene, { job: 'none' })).toEqual({ code: 0, signal: null })
    expect((await jobsOf(directory)).map(({ state }) => state)).toEqual(
      Array.from({ length: 3 }, () => 'succeeded'),
    )
    expect(count(simulator, 'upload')).toBe(2)
    for (const event of ['enqueue', 'finish']) expect(count(simulator, event)).toBe(3)
    expect((await filesOf(directory)).filter((file) => file.endsWith('.png'))).toHaveLength(3)
  },
)

test.each(['attempt.after-sync', 'post.after', 'rename.after'])(
  'killed at %s together with ComfyUI: one picture',
  async (failpoint) => {
    await using scene = await setUp(40)
    const { simulator, directory } = scene
    expect(await runChild(scene, { job: 'accept', failpoint })).toEqual(killed)
    await simulator.restart()
    expect(await runChild(scene, { job: 'none' })).toEqual({ code: 0, signal: null })
    expect(await jobsOf(directory)).toMatchObject([{ state: 'succeeded' }])
    expect(count(simulator, 'enqueue')).toBeLessThanOrEqual(2)
    expect(await filesOf(directory)).toHaveLength(2)
  },
)

test.each([
  // One piece each: in the sound, when video and pictures are staged.
  { failpoint: 'view.mid', skip: 3, isLost: false },
  { failpoint: 'rename.after', skip: 0, isLost: true },
])(
  'killed at $failpoint with files of several kinds, ComfyUI too: $isLost; each of them once',
  async ({ failpoint, skip, isLost }) => {
    await using scene = await setUp(0, { profile: '0.33.0' })
    const { simulator, directory } = scene
    expect(await runChild(scene, { job: 'accept-mixed', failpoint, skip })).toEqual(killed)
    if (isLost) await simulator.restart()
    expect(await runChild(scene, { job: 'none' })).toEqual({ code: 0, signal: null })
    const [job] = await jobsOf(directory)
    expect(job).toMatchObject({
      state: 'succeeded',
      result: { images: { length: 3 }, others: { length: 2 } },
    })
    // Names of films and sounds are not known beforehand, so what was lost is made again.
    expect(count(simulator, 'enqueue')).toBe(isLost ? 2 : 1)
    const kinds = (await filesOf(directory)).map((file) => file.split('.').at(-1)).sort()
    const sidecars = ['json', 'json', 'json', 'json', 'json']
    expect(kinds).toEqual(['flac', ...sidecars, 'mp4', 'png', 'png', 'txt'])
  },
)

test('killed just after a cancel was written down: it is cancelled, on the server too', async () => {
  await using scene = await setUp(4)
  const { simulator, directory } = scene
  const failpoint = 'cancel.after-sync'
  expect(await runChild(scene, { job: 'accept-and-cancel', failpoint })).toEqual(killed)
  expect(await runChild(scene, { job: 'none' })).toEqual({ code: 0, signal: null })
  expect(await jobsOf(directory)).toMatchObject([{ state: 'cancelled' }])
  await simulator.waitFor(({ event }) => event === 'interrupted')
  expect(await filesOf(directory)).toEqual([])
})
