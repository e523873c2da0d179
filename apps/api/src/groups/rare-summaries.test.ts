import { once } from 'node:events'
import { expect, test } from 'vitest'
import type { Message } from '../http/sse.ts'
import { type Update, withSummaries } from './rare-summaries.ts'

const busy = (ms: number): void => {
  const end = performance.now() + ms
  while (performance.now() < end);
}

/** A group whose state is how many updates there were. */
function group(updates: (tell: (text: string) => Update) => AsyncGenerator<Update>, costMs = 0) {
  let state = 0
  const stopped = new AbortController()
  const tell = (text: string): Update => {
    state += 1
    return { message: { event: text }, tellsState: true }
  }
  const messages = withSummaries(updates(tell), {
    stop: () => stopped.abort(),
    summarize: () => {
      busy(costMs)
      return { messages: [{ event: `state ${state}` }], isAll: true }
    },
  })
  return { messages, stopped: stopped.signal }
}

const read = async (messages: AsyncGenerator<Message>): Promise<readonly string[]> =>
  (await Array.fromAsync(messages)).map(({ event = '' }) => event)

test('a summary that is cheap follows each update that asks for one', async () => {
  const { messages } = group(async function* (tell) {
    yield tell('a')
    yield { message: { event: 'progress' }, tellsState: false }
    await new Promise((resolve) => setTimeout(resolve, 50))
    yield tell('b')
  })
  expect(await read(messages)).toEqual(['a', 'state 1', 'progress', 'b', 'state 2'])
})

test('one that is costly is told now and then, though nothing more comes, and at the end', async () => {
  const told = Promise.withResolvers<void>()
  const { messages } = group(async function* (tell) {
    for (let count = 0; count < 100; count++) yield tell('a')
    await told.promise
    for (let count = 0; count < 100; count++) yield tell('b')
  }, 5)
  const all: string[] = []
  for await (const { event: text = '' } of messages) {
    all.push(text)
    if (text === 'state 100') told.resolve()
  }
  const summaries = all.filter((text) => text.startsWith('state'))
  expect(all.filter((text) => !text.startsWith('state'))).toHaveLength(200)
  expect(summaries.length).toBeLessThan(40)
  expect(all.at(-1)).toBe('state 200')
})

test('when the listener goes the updates end, and so do they when they fail', async () => {
  let ended = false
  const silent = group(async function* (tell) {
    try {
      yield tell('a')
      await once(silent.stopped, 'abort')
    } finally {
      ended = true
    }
  })
  for await (const _ of silent.messages) break
  expect(ended).toBe(true)
  const failing = group(async function* (tell) {
    yield tell('a')
    throw new Error('gone')
  })
  await expect(read(failing.messages)).rejects.toThrow('gone')
})

test('what one summary has no room for is told in the next, and before the end', async () => {
  const rest = ['one', 'two', 'three']
  const messages = withSummaries(
    (async function* () {
      yield { tellsState: true }
    })(),
    {
      stop: () => undefined,
      summarize: () => ({ messages: [{ event: rest.shift() ?? '' }], isAll: rest.length === 0 }),
    },
  )
  expect(await read(messages)).toEqual(['one', 'two', 'three'])
})
