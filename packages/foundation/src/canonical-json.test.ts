import { expect, test } from 'vitest'
import { toCanonicalJson } from './canonical-json.ts'

test('equal data gives equal text, in whichever order its members stand', () => {
  expect(toCanonicalJson({ b: [{ d: 1, c: 2 }], a: undefined, e: null })).toBe(
    '{"b":[{"c":2,"d":1}],"e":null}',
  )
  expect(toCanonicalJson({ a: 1, b: 2 })).toBe(toCanonicalJson({ b: 2, a: 1 }))
  expect(toCanonicalJson([1, 2])).not.toBe(toCanonicalJson([2, 1]))
})
