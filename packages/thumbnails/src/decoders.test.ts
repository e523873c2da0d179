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

it.skipIf(process.platform === 'win32')('makes images ahead at a lower priority', async () => {
  const priorityOf = async (priority: Priority): Promise<number> => {
    await using decoders = new Decoders(real)
    await decoders.run(createJob('none.png', priority)).catch(() => undefined)
    return getPriority(decoders.state().pid ?? 0)
  }
  const [ahead, awaited] = [await priorityOf('background'), await priorityOf('interactive')]
  expect(ahead).toBeGreaterThan(awaited)
  expect(awaited).toBeGreaterThan(getPriority())
})
