import { expect, test } from 'vitest'
import { toZipTime } from './send-zip.ts'

test.each([
  ['1979-12-31T12:00:00', '1980-01-01T00:00:00'],
  ['1601-01-01T00:00:00', '1980-01-01T00:00:00'],
  ['2026-11-22T15:30:12', '2026-11-22T15:30:12'],
  ['2108-01-01T12:00:00', '2107-12-31T23:59:58'],
])('of %s a ZIP tells %s, in local time', (time, told) => {
  expect(toZipTime(Date.parse(time))).toEqual(new Date(told))
})
