import { Hono } from 'hono'
import { afterEach, expect, test, vi } from 'vitest'
import type { AppEnv } from './env.ts'
import { sendEvents } from './sse.ts'

afterEach(() => vi.useRealTimers())

test('a client hears a heartbeat, as an event that EventSource shows, whenever nothing was sent for ten seconds', async () => {
  vi.useFakeTimers({ now: 0 })
  const stopping = new AbortController()
  const wakes: (() => void)[] = []
  const app = new Hono<AppEnv>().get('/', (c) =>
    sendEvents(c, stopping.signal, async function* (signal) {
      while (!signal.aborted) {
        await new Promise<void>((resolve) => wakes.push(resolve))
        yield { event: 'status', data: {} }
      }
    }),
  )
  const reader = (await app.request('/')).body?.pipeThrough(new TextDecoderStream()).getReader()
  const read = async () => (await reader?.read())?.value
  expect(await read()).toContain('retry: ')
  const first = read()
  await vi.advanceTimersByTimeAsync(8_000)
  wakes.shift()?.()
  expect(await first).toBe('event: status\ndata: {}\n\n')
  const second = read()
  await vi.advanceTimersByTimeAsync(9_999)
  await vi.advanceTimersByTimeAsync(1)
  expect(await second).toBe('event: heartbeat\ndata: {"time":"1970-01-01T00:00:18.000+00:00"}\n\n')
  stopping.abort()
  for (const wake of wakes) wake()
  await reader?.cancel()
})
