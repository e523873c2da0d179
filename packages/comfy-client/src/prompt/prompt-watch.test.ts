import { ManualClock } from '@darkroom/foundation/testing'
import { expect, test, vi } from 'vitest'
import type { ComfyEvent } from '../comfy-event.ts'
import { ComfyConnectionError } from '../errors.ts'
import type { HistoryEntry, Location, Outcome } from '../history-entry.ts'
import type { OutputFile } from '../output-file.ts'
import type { PromptState } from './prompt-state.ts'
import { PromptWatch } from './prompt-watch.ts'

const promptId = 'p'
const absent: Location = { state: 'absent', copies: 0 }
const pending: Location = { state: 'pending', copies: 1 }
const running: Location = { state: 'running', copies: 1 }
const away = new ComfyConnectionError('away', { sent: false })
const { signal } = new AbortController()

const file: OutputFile = {
  filename: 'a',
  subfolder: '',
  type: 'output',
  nodeId: '9',
  kind: 'images',
}
const entryOf = (outcome: Outcome, files: readonly OutputFile[] = []): HistoryEntry => ({
  promptId,
  number: 1,
  graph: {},
  extraData: {},
  outputs: {},
  files,
  outcome,
})

/** A watch with a clock and a server that the test controls. */
class Bench {
  readonly clock = new ManualClock()
  /** The numbers of reads of queue and history, and of the history alone. */
  located = 0
  historyRead = 0
  reconnects = 0
  location: Location | Error = pending
  entry: HistoryEntry | undefined
  readonly watch = new PromptWatch({
    promptId,
    locate: async () => {
      this.located += 1
      if (this.location instanceof Error) throw this.location
      return this.location
    },
    history: async () => {
      this.historyRead += 1
      return this.entry
    },
    reconnect: () => {
      this.reconnects += 1
    },
    pollMs: 1,
    settleMs: 2_000,
    silentMs: 10_000,
    now: () => this.clock.monotonic(),
  })

  /** Looks after this time. */
  async look(location: Location | Error, afterMs = 0): Promise<PromptState> {
    this.location = location
    this.clock.advance(afterMs)
    return await this.watch.look({ signal })
  }

  /** Pauses after this time. */
  async pause(afterMs: number): Promise<void> {
    this.clock.advance(afterMs)
    await this.watch.pause({ signal })
  }

  hear(event: ComfyEvent): boolean {
    return this.watch.hear(event)
  }
}

test('a prompt counts as lost when it is missing in three looks over the settle time', async () => {
  const bench = new Bench()
  expect(await bench.look(absent)).toEqual({ state: 'absent', settled: false })
  expect(await bench.look(absent, 2_000)).toEqual({ state: 'absent', settled: false })
  expect(await bench.look(absent)).toEqual({ state: 'absent', settled: true })
})

test('three looks in less than the settle time prove nothing', async () => {
  const bench = new Bench()
  for (let look = 0; look < 5; look += 1) {
    expect(await bench.look(absent, 100)).toEqual({ state: 'absent', settled: false })
  }
})

test('a prompt that ended is not lost, however long its entry takes', async () => {
  const bench = new Bench()
  for (let look = 0; look < 5; look += 1) {
    const found = await bench.look({ state: 'finished', copies: 0 }, 2_000)
    expect(found).toEqual({ state: 'absent', settled: false })
  }
})

test.each([pending, away])(
  'a prompt that is seen, or cannot be looked for, is missing anew after',
  async (between) => {
    const bench = new Bench()
    for (const location of [absent, absent, between, absent, absent]) {
      expect(await bench.look(location, 2_000)).not.toMatchObject({ settled: true })
    }
    expect(await bench.look(absent)).toEqual({ state: 'absent', settled: true })
  },
)

test('what was missing before a submission proves nothing after it', async () => {
  const bench = new Bench()
  await bench.look(absent)
  await bench.look(absent, 2_000)
  await bench.watch.submit(async () => ({ promptId, number: 1, nodeErrors: {} }), { signal })
  expect(await bench.look(absent)).toEqual({ state: 'absent', settled: false })
})

test('how long it waits and runs is counted from when it was first seen so', async () => {
  const bench = new Bench()
  expect(bench.watch).toMatchObject({ pendingFor: 0, runningFor: undefined })
  await bench.look(pending)
  bench.clock.advance(5)
  expect(bench.watch).toMatchObject({ pendingFor: 5, runningFor: undefined })
  expect(await bench.look(running)).toEqual({ state: 'running', copies: 1 })
  bench.clock.advance(7)
  expect(bench.watch).toMatchObject({ pendingFor: 0, runningFor: 7 })
})

test('an unreachable server tells since when', async () => {
  const bench = new Bench()
  await bench.look(pending, 100)
  expect(await bench.look(away, 50)).toEqual({ state: 'unreachable', error: away, forMs: 50 })
  expect(await bench.look(away, 50)).toEqual({ state: 'unreachable', error: away, forMs: 100 })
})

test('what is no error of the client is not taken for an unreachable server', async () => {
  const oops = new Error('oops')
  await expect(new Bench().look(oops)).rejects.toBe(oops)
})

test.each<readonly [PromptState['state'], Outcome['state'], HistoryEntry]>([
  ['success', 'success', entryOf({ state: 'success' })],
  [
    'interrupted',
    'interrupted',
    entryOf({ state: 'interrupted', nodeId: '', nodeClass: '', executed: [] }),
  ],
  ['success', 'unknown', entryOf({ state: 'unknown' }, [file])],
  ['interrupted', 'unknown', entryOf({ state: 'unknown' })],
])('%s: what the history says is %s', async (state, _outcome, entry) => {
  const location: Location = { state: 'finished', copies: 0, entry }
  expect(await new Bench().look(location)).toEqual({ state, entry })
})

test('the history is read first once the socket told that the entry is there', async () => {
  const bench = new Bench()
  expect(bench.hear({ type: 'executing', promptId })).toBe(true)
  bench.entry = entryOf({ state: 'success' })
  expect(await bench.watch.look({ signal })).toMatchObject({ state: 'success' })
  expect(bench).toMatchObject({ historyRead: 1, located: 0 })
})

test.each<ComfyEvent>([
  { type: 'socket-open', clientId: 'c' },
  { type: 'execution-start', promptId },
  { type: 'execution-success', promptId },
  { type: 'executing', promptId },
])('$type is worth a look', async (event) => {
  const watch = new PromptWatch({
    promptId,
    locate: async () => pending,
    history: async () => undefined,
    reconnect: () => undefined,
    pollMs: 3_600_000,
  })
  const paused = watch.pause({ signal })
  watch.hear(event)
  await paused
})

test('a prompt that ended and is gone from the history ended as the socket told', async () => {
  const bench = new Bench()
  bench.hear({ type: 'execution-success', promptId })
  await bench.look(absent)
  expect(await bench.look(absent, 2_000)).toEqual({ state: 'absent', settled: false })
  expect(await bench.look(absent)).toMatchObject({ state: 'success', entry: { files: [] } })
})

test('events of others are not its own, and those without an id are while it runs', () => {
  const bench = new Bench()
  const anonymous: ComfyEvent = { type: 'progress', value: 1, max: 2 }
  expect(bench.hear({ type: 'execution-start', promptId: 'other' })).toBe(false)
  expect(bench.hear(anonymous)).toBe(false)
  expect(bench.hear({ type: 'execution-start', promptId })).toBe(true)
  expect(bench.hear(anonymous)).toBe(true)
  expect(bench.hear({ type: 'execution-success', promptId })).toBe(true)
  expect(bench.hear(anonymous)).toBe(false)
})

test('a socket that is silent while the prompt runs is opened anew, each time after twice the silence', async () => {
  const bench = new Bench()
  await bench.pause(60_000)
  expect(bench.reconnects).toBe(0)
  await bench.look(running)
  await bench.pause(9_999)
  expect(bench.reconnects).toBe(0)
  await bench.pause(1)
  expect(bench.reconnects).toBe(1)
  await bench.pause(10_000)
  expect(bench.reconnects).toBe(1)
  await bench.pause(10_000)
  expect(bench.reconnects).toBe(2)
  // The reconnection helped, so the next silence is an ordinary one.
  bench.hear({ type: 'progress', promptId, value: 1, max: 2 })
  await bench.pause(10_000)
  expect(bench.reconnects).toBe(3)
})

test('whatever the socket says, it is not silent; only its own events are signs of life', async () => {
  const bench = new Bench()
  await bench.look(running)
  bench.clock.advance(9_000)
  bench.hear({ type: 'status', queueRemaining: 1 })
  await bench.pause(9_000)
  expect(bench.reconnects).toBe(0)
  expect(bench.watch.lifelessFor).toBe(18_000)
  bench.hear({ type: 'execution-start', promptId })
  expect(bench.watch.lifelessFor).toBe(0)
})

test.each([
  ['what is due sooner cuts a pause short', 400, 400],
  ['what is overdue does not, or it would be looked for without a pause', -5, 1_000],
])('%s', async (_, atMostMs, lastsMs) => {
  vi.useFakeTimers()
  try {
    const watch = new PromptWatch({
      promptId,
      locate: async () => pending,
      history: async () => undefined,
      reconnect: () => undefined,
      pollMs: 1_000,
    })
    const resolved = vi.fn()
    const paused = watch.pause({ atMostMs, signal }).then(resolved)
    await vi.advanceTimersByTimeAsync(lastsMs - 1)
    expect(resolved).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1)
    await paused
  } finally {
    vi.useRealTimers()
  }
})

test('an abort ends the pause with its reason', async () => {
  const aborter = new AbortController()
  const paused = new Bench().watch.pause({ signal: aborter.signal })
  const reason = new Error('enough')
  aborter.abort(reason)
  await expect(paused).rejects.toBe(reason)
})
