import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDataUrl } from './data-url.ts'
import { InputTooLargeError, InvalidDataUrlError } from './errors.ts'

const limit = { limitBytes: 1000 }

test('the bytes of a data URL are those that were put in, whatever it says of them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1000 }), (bytes) => {
      const data = Buffer.from(bytes).toString('base64')
      for (const type of ['image/png', '', 'text/html;charset=utf-8', 'IMAGE/PNG;name=a.png']) {
        expect(readDataUrl(`data:${type};base64,${data}`, limit)).toEqual(Buffer.from(bytes))
      }
    }),
  )
})

test.each([
  '',
  'data:',
  'data:,',
  'data:image/png,AAAA',
  'data:image/png;base64',
  'data:image/png;base64 ,AAAA',
  ' data:image/png;base64,AAAA',
  'data:image/png;base64,AAA',
  'data:image/png;base64,AAA A',
  'data:image/png;base64,AAAA\n',
  'data:image/png;base64,AA==AA==',
  'data:image/png;base64,AA_-',
  'data:image/png;base64,A===',
  'data:image/png;base64,%41AAA',
  `data:image/png;${'a=b;'.repeat(100)}base64,AAAA`,
  'https://pictures.example/a.png',
])('%j is refused', (url) => {
  expect(() => readDataUrl(url, limit)).toThrow(InvalidDataUrlError)
})

test('one byte more than may be is too large, before it is decoded', () => {
  const url = (bytes: number) => `data:image/png;base64,${Buffer.alloc(bytes).toString('base64')}`
  expect(readDataUrl(url(1000), limit)).toHaveLength(1000)
  for (const more of [1001, 1002, 1003]) {
    expect(() => readDataUrl(url(more), limit)).toThrow(InputTooLargeError)
  }
  expect(() => readDataUrl(`data:;base64,${'!'.repeat(10_000)}`, limit)).toThrow(InputTooLargeError)
})
