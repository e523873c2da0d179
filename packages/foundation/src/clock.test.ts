import { expect, test } from 'vitest'
import { systemClock } from './clock.ts'

test('the monotonic time does not go back, and the wall clock is the system’s', () => {
  const before = systemClock.monotonic()
  expect(systemClock.monotonic()).toBeGreaterThanOrEqual(before)
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000)
})

test('what is scheduled runs, whether due long ago or now, and not when it was called off', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const ran: string[] = []
  const callOff = systemClock.schedule(0, () => ran.push('called off'))
  systemClock.schedule(-5, () => ran.push('past'))
  systemClock.schedule(1, () => {
    ran.push('now')
    resolve()
  })
  callOff()
  await promise
  expect(ran).toEqual(['past', 'now'])
})
