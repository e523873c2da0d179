import { once } from 'node:events'
import { expect, test } from 'vitest'
import { merged } from './merged.ts'

function setUp(
  parts: readonly ((signal: AbortSignal) => AsyncGenerator<string>)[],
  until?: 'first' | 'all',
) {
  const stopped = new AbortController()
  const { signal } = stopped
  const ended: string[] = []
  const sources = parts.map(async function* (part, at) {
    try {
      yield* part(signal)
    } finally {
      ended.push(String(at))
    }
  })
  return { ended, items: merged(sources, { signal, stop: () => stopped.abort(), until }) }
}

/** Says something only when it is over, which nobody hears. */
async function* silent(signal: AbortSignal): AsyncGenerator<string> {
  await once(signal, 'abort')
  yield 'late'
}

test('items come from every source, and all end with the first that ends', async () => {
  const { items, ended } = setUp([
    silent,
    async function* () {
      yield 'a'
      yield 'b'
    },
  ])
  expect(await Array.fromAsync(items)).toEqual(['a', 'b'])
  expect(ended.toSorted()).toEqual(['0', '1'])
})

test('the failure of one is the failure of all, after what came before', async () => {
  const seen: string[] = []
  const { items, ended } = setUp([
    silent,
    async function* () {
      yield 'a'
      throw new Error('gone')
    },
  ])
  await expect(async () => {
    for await (const item of items) seen.push(item)
  }).rejects.toThrow('gone')
  expect(seen).toEqual(['a'])
  expect(ended.toSorted()).toEqual(['0', '1'])
})

test('a source is not asked for more than is taken, and ends when the reader goes', async () => {
  let made = 0
  const { items, ended } = setUp([
    silent,
    async function* () {
      for (;;) {
        made += 1
        yield String(made)
      }
    },
  ])
  for await (const item of items) if (item === '3') break
  expect(made).toBe(3)
  expect(ended.toSorted()).toEqual(['0', '1'])
})

test('asked to, it goes on until all have ended', async () => {
  const { items, ended } = setUp(
    [
      async function* () {
        yield 'a'
      },
      async function* () {
        yield 'b'
        await Promise.resolve()
        yield 'c'
      },
    ],
    'all',
  )
  expect((await Array.fromAsync(items)).toSorted()).toEqual(['a', 'b', 'c'])
  expect(ended.toSorted()).toEqual(['0', '1'])
})
