import { getPriority } from 'node:os'
import { expect, it } from 'vitest'
import { DecodeJob } from './decode-job.ts'
import { Decoders } from './decoders.ts'
import type { Priority } from './thumbnailer.ts'

const options = {
  concurrency: 1,
  pixelLimit: 1e6,
  timeoutMs: 1_000,
  silenceMs: 20_000,
  idleMs: 20_000,
  queueLimit: 100,
  onCrash: () => undefined,
}
const faulty = { ...options, worker: new URL('../test/faulty-worker.ts', import.meta.url) }
const real = { ...options, worker: new URL('./decoder-worker.ts', import.meta.url) }

const createJob = (name: string, priority: Priority): DecodeJob =>
  new DecodeJob(
    { kind: 'thumbnail', source: `/${name}`, size: 300, format: 'webp' },
    { targets: [], settledBefore: 0, priority },
  )

it('makes what somebody waits for though images are made ahead', async () => {
  await using decoders = new Decoders(faulty)
  decoders.run(createJob('hang', 'background')).catch(() => undefined)
  await decoders.run(createJob('a', 'interactive'))
  expect(decoders.state()).toMatchObject({ running: 1, interactive: 0, background: 0 })
})

it('makes at once what was to be made ahead when somebody asks for it', async () => {
  await using decoders = new Decoders(faulty)
  decoders.run(createJob('hang', 'background')).catch(() => undefined)
  const job = createJob('a', 'background')
  const made = decoders.run(job)
  const other = decoders.run(createJob('b', 'background'))
  other.catch(() => undefined)
  expect(decoders.state()).toMatchObject({ background: 2 })
  job.askAgain('background')
  expect(decoders.state()).toMatchObject({ background: 2 })
  job.askAgain('interactive')
  await made
  expect(decoders.state()).toMatchObject({ running: 1, background: 1 })
})

const textOf = async (decoders: Decoders, name: string, priority: Priority): Promise<string> =>
  Buffer.from((await decoders.run(createJob(name, priority))).bytes).toString()

it('decodes one huge image at a time, in both processes together', async () => {
  await using decoders = new Decoders({ ...faulty, concurrency: 3 })
  const priorities: readonly Priority[] = ['background', 'interactive']
  const made = priorities.flatMap((priority) =>
    [1, 2, 3].map((number) => textOf(decoders, `huge-${number}`, priority)),
  )
  const times = (await Promise.all(made)).map((text) => text.split(' ').map(Number))
  const inOrder = times.toSorted(([a = 0], [b = 0]) => a - b)
  expect(inOrder.flat()).toEqual(times.flat().toSorted((a, b) => a - b))
})

it('gives the turn of a process that hangs to the other, which waits for longer than it may be silent', async () => {
  await using decoders = new Decoders({ ...faulty, concurrency: 2, silenceMs: 200 })
  const hung = decoders.run(createJob('huge-hang', 'background')).catch((error: unknown) => error)
  // Answered after the one before has asked for the turn, and got it.
  await decoders.run(createJob('a', 'background'))
  await textOf(decoders, 'huge-b', 'interactive')
  await hung
  expect(decoders.state()).toMatchObject({ crashes: 2, running: 0 })
})

it('makes anew where somebody waits what was asked for while it was made ahead, when that process dies', async () => {
  await using decoders = new Decoders(faulty)
  const job = createJob('faint', 'background')
  const made = decoders.run(job)
  job.askAgain('interactive')
  await made
  expect(decoders.state()).toMatchObject({ crashes: 1 })
  expect(decoders.state().pids).toHaveLength(1)
})

it.skipIf(process.platform === 'win32')('makes images ahead at a lower priority', async () => {
  const priorityOf = async (priority: Priority): Promise<number> => {
    await using decoders = new Decoders(real)
    await decoders.run(createJob('none.png', priority)).catch(() => undefined)
    return getPriority(decoders.state().pids[0] ?? 0)
  }
  const [ahead, awaited] = [await priorityOf('background'), await priorityOf('interactive')]
  expect(ahead).toBeGreaterThan(awaited)
  expect(awaited).toBeGreaterThan(getPriority())
})
