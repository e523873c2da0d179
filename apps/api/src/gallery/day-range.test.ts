import { expect, test } from 'vitest'
import { endOf, startOf } from './day-range.ts'

test('a date is a whole day in local time', () => {
  expect(startOf('2026-11-22')).toBe(new Date(2026, 10, 22).getTime())
  expect(endOf('2026-11-22')).toBe(new Date(2026, 10, 23).getTime() - 1)
})

test('a time is itself at both ends', () => {
  expect(startOf('2026-11-22T10:00:00Z')).toBe(Date.UTC(2026, 10, 22, 10))
  expect(endOf('2026-11-22T10:00:00+02:00')).toBe(Date.UTC(2026, 10, 22, 8))
})

test('a plus that became a space on the way is read as one', () => {
  expect(startOf('2026-11-22T10:00:00 02:00')).toBe(Date.UTC(2026, 10, 22, 8))
})

test.each(['', '2026-02-30', '2026-13-01', 'yesterday', '22.11.2026', '5', '2026-11-22Tx'])(
  '%j is neither',
  (text) => {
    expect(startOf(text)).toBeUndefined()
    expect(endOf(text)).toBeUndefined()
  },
)

test('a date ends where the next one begins, also where there is no midnight', () => {
  const { TZ } = process.env
  process.env.TZ = 'America/Santiago'
  expect(endOf('2026-09-06')).toBe((startOf('2026-09-07') ?? 0) - 1)
  if (TZ === undefined) delete process.env.TZ
  else process.env.TZ = TZ
})
