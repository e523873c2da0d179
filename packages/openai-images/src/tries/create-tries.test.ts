import { createMemoryHouse } from '@darkroom/door-ports/testing'
import { expect, test } from 'vitest'
import { createTries } from './create-tries.ts'
import { replayWindow } from './try-book.ts'

const first = { isRetry: false }
const again = { isRetry: true }

test('a new request is a new try, also while an equal one is waited for', async () => {
  const tries = createTries(createMemoryHouse().keep, { now: () => 0 })
  const one = await tries.claim('fox', first)
  const other = await tries.claim('fox', first)
  expect(one.isNew && other.isNew).toBe(true)
  expect(other.key).not.toBe(one.key)
})

test('a try that was let go of is taken up once', async () => {
  const tries = createTries(createMemoryHouse().keep, { now: () => 0 })
  const lost = await tries.claim('fox', first)
  await lost.release()
  const taken = await tries.claim('fox', first)
  expect(taken).toMatchObject({ key: lost.key, isNew: false })
  expect((await tries.claim('hare', first)).isNew).toBe(true)
  expect((await tries.claim('fox', first)).isNew).toBe(true)
})

test('two that ask again go on with two tries, though both still seem to be waited for', async () => {
  const tries = createTries(createMemoryHouse().keep, { now: () => 0 })
  const keys = [await tries.claim('fox', first), await tries.claim('fox', first)].map(
    ({ key }) => key,
  )
  const taken = [await tries.claim('fox', again), await tries.claim('fox', again)].map(
    ({ key }) => key,
  )
  expect(taken.toSorted()).toEqual(keys.toSorted())
})

test('an answer that got lost on its way is given again to who says so, for ten minutes', async () => {
  let now = 0
  const tries = createTries(createMemoryHouse().keep, { now: () => now })
  const one = await tries.claim('fox', first)
  await one.settle()
  now += replayWindow - 1
  const replayed = await tries.claim('fox', again)
  expect(replayed.key).toBe(one.key)
  await replayed.settle()
  now += replayWindow + 1
  expect((await tries.claim('fox', again)).isNew).toBe(true)
})

test('an answer that did not arrive is waited for by nobody, unless another has gone on with it', async () => {
  const tries = createTries(createMemoryHouse().keep, { now: () => 0 })
  const one = await tries.claim('fox', first)
  await one.settle()
  await one.release()
  const second = await tries.claim('fox', first)
  expect(second.key).toBe(one.key)
  await second.settle()
  await one.release()
  expect((await tries.claim('fox', first)).isNew).toBe(true)
})

test('tries are remembered by the next process, where nobody waits for them any more', async () => {
  const { keep } = createMemoryHouse()
  const open = await createTries(keep, { now: () => 0 }).claim('fox', first)
  const next = createTries(keep, { now: () => 0 })
  expect((await next.claim('fox', first)).key).toBe(open.key)
})

test('a try with nothing behind it is forgotten, and what cannot be read is none', async () => {
  const { keep } = createMemoryHouse()
  const tries = createTries(keep, { now: () => 0 })
  const one = await tries.claim('fox', first)
  await one.forget()
  expect(keep.keys()).toEqual([])
  await keep.set('fox', { from: 'another version' })
  expect((await tries.claim('fox', first)).isNew).toBe(true)
})

test('what was answered is not kept on the disk, and what nobody asked for again goes after a day', async () => {
  let now = 0
  const { keep } = createMemoryHouse()
  const tries = createTries(keep, { now: () => now })
  await (await tries.claim('fox', first)).settle()
  expect(keep.keys()).toEqual([])
  for (let index = 0; index < 500; index += 1) await tries.claim(`lost ${index}`, first)
  now += 24 * 3_600_000
  await tries.claim('hare', first)
  expect(keep.keys()).toEqual(['hare'])
})
