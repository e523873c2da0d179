import { expect, test } from 'vitest'
import { formatDate } from './format-date.ts'

const date = new Date(2026, 2, 5, 7, 8, 9)

test.each([
  ['yyyy-MM-dd hh:mm:ss', '2026-03-05 07:08:09'],
  ['yy-M-d h:m:s', '26-3-5 7:8:9'],
  ['yyyyMMdd', '20260305'],
])('%s gives %s', (format, text) => {
  expect(formatDate(format, date)).toBe(text)
})
