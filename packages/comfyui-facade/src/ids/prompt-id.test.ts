import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toJobId } from './prompt-id.ts'

test('a canonical UUID is the id of its job', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(toJobId(id)).toBe(id)
    }),
  )
})

test('anything else has one canonical UUID, and different words have different ones', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      fc.pre(a !== b)
      expect(toJobId(a)).toMatch(
        /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      )
      expect(toJobId(a)).toBe(toJobId(a))
      expect(toJobId(a)).not.toBe(toJobId(b))
    }),
  )
})

test('the UUID of a word never changes, for jobs are found by it after a restart', () => {
  expect(toJobId('None')).toBe('160a09e6-38e5-8f84-962a-94c0ce826be9')
})
