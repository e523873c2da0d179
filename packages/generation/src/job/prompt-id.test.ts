import fc from 'fast-check'
import { expect, test } from 'vitest'
import { promptIdOf } from './prompt-id.ts'

const jobId = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'

test('the first attempt is submitted under the id of the job', () => {
  expect(promptIdOf(jobId, 1)).toBe(jobId)
})

test('a later attempt has the UUIDv5 of its number in the namespace of the job', () => {
  // Python: uuid.uuid5(uuid.NAMESPACE_DNS, '2')
  expect(promptIdOf(jobId, 2)).toBe('4b166dbe-d99d-5091-abdd-95b83330ed3a')
})

test('every attempt has a canonical id of its own', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      const ids = [1, 2, 3, 4].map((attempt) => promptIdOf(id, attempt))
      expect(new Set(ids).size).toBe(4)
      for (const later of ids.slice(1)) {
        expect(later).toMatch(
          /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
        )
      }
    }),
  )
})
