import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { localDay } from './calendar.ts'

const { TZ } = process.env
afterEach(() => {
  if (TZ === undefined) delete process.env.TZ
  else process.env.TZ = TZ
})

test('a day is the last one that has begun', () => {
  process.env.TZ = 'Europe/Berlin'
  const startMs = new Date(2026, 10, 22).getTime()
  expect(localDay(startMs)).toEqual({ startMs, name: '2026-11-22' })
  expect(localDay(startMs + 1)).toEqual({ startMs, name: '2026-11-22' })
  expect(localDay(startMs - 1).name).toBe('2026-11-21')
})

describe.each([
  ['UTC', '2026-01-01T00:00:00Z'],
  ['Europe/Berlin', '2026-10-25T00:00:00Z'],
  // No midnight: the clock goes from 24:00 to 01:00.
  ['America/Santiago', '2026-09-06T04:00:00Z'],
  ['Asia/Beirut', '2026-03-28T22:00:00Z'],
  // 23 to 24 o'clock twice.
  ['America/Santiago', '2026-04-05T03:00:00Z'],
  // From one minute past midnight back to the day before.
  ['America/St_Johns', '2010-11-07T02:31:00Z'],
  // A day that never was.
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
])('in %s about %s', (zone, change) => {
  test('days are ranges of time, one after the other', () => {
    process.env.TZ = zone
    const about = Date.parse(change)
    const near = fc.integer({ min: about - 4 * 86_400_000, max: about + 4 * 86_400_000 })
    fc.assert(
      fc.property(near, near, (one, other) => {
        const [earlier, later] = [localDay(Math.min(one, other)), localDay(Math.max(one, other))]
        expect(earlier.startMs).toBeLessThanOrEqual(Math.min(one, other))
        expect(earlier.name <= later.name).toBe(true)
        expect(earlier.name === later.name).toBe(earlier.startMs === later.startMs)
        const [year = 0, month = 1, date = 1] = earlier.name.split('-').map(Number)
        expect(earlier.startMs).toBe(new Date(year, month - 1, date).getTime())
        expect(localDay(earlier.startMs)).toEqual(earlier)
      }),
    )
  })
})
