import fc from 'fast-check'
import { expect, test } from 'vitest'
import { escapePattern } from './escape-pattern.ts'

test('any text finds itself and nothing else, with and without the flag u', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.constantFrom('', 'u', 'iu'), (text, other, flags) => {
      const pattern = new RegExp(`^${escapePattern(text)}$`, flags)
      expect(pattern.test(text)).toBe(true)
      if (flags === '') expect(pattern.test(other)).toBe(text === other)
    }),
  )
})
