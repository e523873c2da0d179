import { expect, test } from 'vitest'
import { CachedFetch } from './cached-fetch.ts'

function counter() {
  let time = 0
  const state = { fetches: 0, broken: false }
  const refreshed = new CachedFetch({
    fetch: async () => {
      if (state.broken) throw new Error('broken')
      state.fetches += 1
      return state.fetches
    },
    maxAgeMs: 100,
    timeoutMs: 1000,
    clock: { now: () => time, monotonic: () => time },
  })
  const advance = (ms: number): void => {
    time += ms
  }
  return { state, refreshed, advance }
}

test('it is fetched once for all who ask while it is young', async () => {
  const { refreshed, advance } = counter()
  expect(await Promise.all([refreshed.get(), refreshed.get()])).toEqual([
    { value: 1, stale: false },
    { value: 1, stale: false },
  ])
  advance(99)
  expect((await refreshed.get()).value).toBe(1)
  advance(1)
  expect((await refreshed.get()).value).toBe(2)
  expect((await refreshed.get({ maxAgeMs: 0 })).value).toBe(3)
})

test('when it cannot be fetched anew, the old one serves', async () => {
  const { refreshed, state } = counter()
  await refreshed.get()
  state.broken = true
  expect(await refreshed.get({ maxAgeMs: 0 })).toEqual({ value: 1, stale: true })
})

test('when it never could be fetched, that is told, and tried again', async () => {
  const { refreshed, state } = counter()
  state.broken = true
  await expect(refreshed.get()).rejects.toThrow('broken')
  state.broken = false
  expect((await refreshed.get()).value).toBe(1)
})

test('what is worthless is fetched anew, also when it was being fetched meanwhile', async () => {
  const { refreshed } = counter()
  await refreshed.get()
  refreshed.expire()
  expect(refreshed.isExpired).toBe(true)
  expect(refreshed.known).toBe(1)
  const former = refreshed.get()
  refreshed.expire()
  expect((await refreshed.get()).value).toBe(3)
  expect((await former).value).toBe(2)
  expect(refreshed.known).toBe(3)
  expect(refreshed.isExpired).toBe(false)
})
