import { expect, test } from 'vitest'
import { defaultTimings } from '../options.ts'
import { isWaitedForTooLong } from './patience.ts'

const silent = (seconds: number) => ({ downFor: seconds * 1000, refusedFor: 0 })
const refused = (seconds: number) => ({ downFor: seconds * 1000, refusedFor: seconds * 1000 })

test.each([
  ['a server that refuses is given up soon', refused(5), 'busy', true],
  ['but not at once: it may be restarting', refused(4), 'idle', false],
  ['a silent one is waited for a little while another is idle', silent(14), 'idle', false],
  ['a silent one is given up when another is idle', silent(15), 'idle', true],
  ['a silent one is waited for long while the others are busy', silent(59), 'busy', false],
  ['a silent one is given up in the end', silent(60), 'busy', true],
  ['a job that nobody else can run waits', refused(3600), 'none', false],
] as const)('%s', (_, outage, elsewhere, expected) => {
  expect(isWaitedForTooLong(outage, elsewhere, defaultTimings)).toBe(expected)
})
