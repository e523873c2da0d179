import { describe, expect, it } from 'vitest'
import { DecodeJob } from './decode-job.ts'
import { Decoder, type DecoderOptions } from './decoder.ts'
import {
  CorruptImageError,
  ImageTimeoutError,
  ThumbnailerBusyError,
  ThumbnailerClosedError,
} from './errors.ts'
import type { Priority } from './thumbnailer.ts'
import { Turn } from './turn.ts'

const worker = new URL('../test/faulty-worker.ts', import.meta.url)

/** Looks often, not to miss the moment, and for long, for busy machines. */
const patiently = { interval: 1 }

function createDecoder(options: Partial<DecoderOptions> = {}): Decoder {
  return new Decoder({
    concurrency: 2,
    pixelLimit: 1e6,
    timeoutMs: 1000,
    silenceMs: 20_000,
    idleMs: 20_000,
    queueLimit: 100,
    worker,
    niceness: 0,
    turn: new Turn(),
    onCrash: () => undefined,
    ...options,
  })
}

function run(
  decoder: Decoder,
  name: string,
  { priority = 'interactive', signal }: { priority?: Priority; signal?: AbortSignal } = {},
): Promise<number> {
  const job = new DecodeJob(
    { kind: 'thumbnail', source: `/${name}`, size: 300, format: 'webp' },
    { targets: [], settledBefore: 0, priority },
  )
  signal?.addEventListener('abort', () => job.abandon(signal.reason))
  return decoder.run(job).then(({ bytes }) => Number(Buffer.from(bytes).toString()))
}

describe('the decoder', () => {
  it('starts with the first job and not before', async () => {
    await using decoder = createDecoder()
    expect(decoder.state().pids).toEqual([])
    expect(await run(decoder, 'a')).toBe(0)
    expect(decoder.state().pids).toHaveLength(1)
  })

  it('stops when there was nothing to do for a while, and starts again', async () => {
    await using decoder = createDecoder({ idleMs: 1 })
    await run(decoder, 'a')
    await expect.poll(() => decoder.state().pids, patiently).toEqual([])
    expect(await run(decoder, 'b')).toBe(0)
    expect(decoder.state().crashes).toBe(0)
  })

  it('gives up an image that it dies of twice, says why, and goes on with the others', async () => {
    const reasons: string[] = []
    await using decoder = createDecoder({ onCrash: (reason) => reasons.push(reason) })
    const culprit = await run(decoder, 'crash').catch((error: unknown) => error)
    expect(culprit).toBeInstanceOf(CorruptImageError)
    expect(String(culprit)).toMatch(/\/crash: the decoder died of it 2 times: SIGSEGV/)
    expect(await run(decoder, 'a')).toBe(0)
    expect(reasons).toEqual(['SIGSEGV', 'SIGSEGV'])
    expect(decoder.state()).toMatchObject({ running: 0, interactive: 0 })
  })

  it('does not blame an image that shared the decoder with the culprit', async () => {
    await using decoder = createDecoder({ concurrency: 4 })
    const names = ['crash-1', 'a', 'crash-2', 'b', 'c', 'd']
    const outcomes = await Promise.allSettled(names.map((name) => run(decoder, name)))
    expect(outcomes.map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ])
  })

  it('is killed when it says nothing for too long', async () => {
    await using decoder = createDecoder({ silenceMs: 300, concurrency: 1 })
    const [hung, next] = await Promise.allSettled([run(decoder, 'hang'), run(decoder, 'a')])
    expect(hung).toMatchObject({ reason: expect.any(ImageTimeoutError) })
    expect(next).toMatchObject({ value: 0 })
    expect(decoder.state().crashes).toBe(2)
  })

  it('takes the last interactive job first, and background jobs in order after them', async () => {
    await using decoder = createDecoder({ concurrency: 1 })
    const first = run(decoder, 'a')
    const background = [1, 2].map(() => run(decoder, 'b', { priority: 'background' }))
    const interactive = [1, 2, 3].map(() => run(decoder, 'i'))
    expect(await first).toBe(0)
    expect(await Promise.all(interactive)).toEqual([3, 2, 1])
    expect(await Promise.all(background)).toEqual([4, 5])
  })

  it('refuses more than may wait, with the time when to come back', async () => {
    await using decoder = createDecoder({ concurrency: 1, queueLimit: 2 })
    const running = run(decoder, 'hang')
    const waiting = [run(decoder, 'a'), run(decoder, 'b')]
    const refused = await run(decoder, 'c').catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(ThumbnailerBusyError)
    expect(refused).toMatchObject({ retryAfterSeconds: 1 })
    const inBackground = run(decoder, 'd', { priority: 'background' })
    const everything = [running, ...waiting, inBackground].map((job) =>
      job.catch((error: unknown) => error),
    )
    await decoder[Symbol.asyncDispose]()
    for (const outcome of await Promise.all(everything)) {
      expect(outcome).toBeInstanceOf(ThumbnailerClosedError)
    }
  })

  it('forgets a job that nobody waits for any more', async () => {
    await using decoder = createDecoder({ concurrency: 1 })
    const running = run(decoder, 'a')
    const controller = new AbortController()
    const waiting = run(decoder, 'b', { signal: controller.signal })
    expect(decoder.state()).toMatchObject({ running: 1, interactive: 1 })
    controller.abort(new Error('left'))
    await expect(waiting).rejects.toThrow('left')
    expect(decoder.state()).toMatchObject({ interactive: 0 })
    expect(await running).toBe(0)
    expect(await run(decoder, 'c')).toBe(1)
  })

  it('survives being killed from outside with nothing in hand', async () => {
    await using decoder = createDecoder()
    await run(decoder, 'a')
    process.kill(decoder.state().pids[0] ?? 0, 'SIGKILL')
    await expect.poll(() => decoder.state().pids, patiently).toEqual([])
    expect(await run(decoder, 'b')).toBe(0)
    expect(decoder.state().crashes).toBe(0)
  })
})
