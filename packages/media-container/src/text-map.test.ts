import { Buffer } from 'node:buffer'
import { deflateSync, inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { TextMap } from './text-map.ts'

test('packed texts share one budget, and an attempt that fails costs what it was allowed', () => {
  const texts = new TextMap()
  texts.left = 1000
  const unpack = (length: number): number | undefined => {
    const packed = deflateSync(Buffer.alloc(length, 'x'))
    return texts.unpack((limit) => inflateSync(packed, limit))?.length
  }
  expect(unpack(900)).toBe(900)
  texts.add('a', 'x'.repeat(900))
  texts.add('b', 'x'.repeat(101))
  expect([...texts.keys()]).toEqual(['a'])
  expect(unpack(101)).toBeUndefined()
  expect(unpack(100)).toBe(100)
})
