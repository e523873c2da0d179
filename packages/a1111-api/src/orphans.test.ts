import { expect, test } from 'vitest'
import { createOrphans } from './orphans.ts'

const always = () => true
const never = new Promise<never>(() => undefined)

test('what was left is claimed once, by its key, the oldest first', () => {
  const orphans = createOrphans<string>()
  orphans.leave('a', 'first', never)
  orphans.leave('a', 'second', never)
  expect(orphans.claim('b', always)).toBeUndefined()
  expect(orphans.claim('a', always)).toBe('first')
  expect(orphans.claim('a', always)).toBe('second')
  expect(orphans.claim('a', always)).toBeUndefined()
})

test('what is no longer wanted, as what was cancelled, is forgotten', () => {
  const orphans = createOrphans<string>()
  orphans.leave('a', 'cancelled', never)
  orphans.leave('a', 'good', never)
  expect(orphans.claim('a', (work) => work === 'good')).toBe('good')
  expect(orphans.claim('a', always)).toBeUndefined()
})

test('work that runs is kept however long it takes, and for a while after its end', async () => {
  let time = 0
  const orphans = createOrphans<string>({ keptFor: 100, now: () => time })
  const { promise, resolve } = Promise.withResolvers<void>()
  orphans.leave('a', 'work', promise)
  orphans.leave('b', 'work', promise)
  time = 10_000
  resolve()
  await promise
  await Promise.resolve()
  time += 100
  expect(orphans.claim('a', always)).toBe('work')
  time += 1
  expect(orphans.claim('b', always)).toBeUndefined()
})

test('work that fails is kept no longer than other work', async () => {
  let time = 0
  const orphans = createOrphans<string>({ keptFor: 100, now: () => time })
  const failed = Promise.reject(new Error('no'))
  orphans.leave('a', 'work', failed)
  await failed.catch(() => undefined)
  await Promise.resolve()
  time = 101
  expect(orphans.claim('a', always)).toBeUndefined()
})

test('of many, the oldest are forgotten', () => {
  const orphans = createOrphans<number>({ limit: 2 })
  for (const index of [1, 2, 3]) orphans.leave(`k${index}`, index, never)
  expect(orphans.claim('k1', always)).toBeUndefined()
  expect(orphans.claim('k3', always)).toBe(3)
})
