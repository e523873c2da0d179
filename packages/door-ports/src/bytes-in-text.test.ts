import { expect, test } from 'vitest'
import { bytesInText } from './bytes-in-text.ts'

const read = (text: string) => {
  const bytes = bytesInText(text)
  return bytes && Buffer.from(bytes).toString()
}

test.each([
  ['aGVsbG8=', 'hello'],
  ['aGVsbG8', 'hello'],
  ['data:image/png;base64,aGVsbG8=', 'hello'],
  ['DATA:image/svg+xml;charset=utf-8;base64,aGVsbG8=', 'hello'],
  ['  data:;base64,aGVs\r\nbG8=\n', 'hello'],
])('of %j the bytes are read', (text, bytes) => {
  expect(read(text)).toBe(bytes)
})

test.each([
  '',
  '   ',
  '=',
  '1',
  'aGVsb',
  'no base64!',
  'aGV=sbG8',
  'data:image/png;base64,',
  'https://a.example/b.png',
])('%j is none', (text) => {
  expect(bytesInText(text)).toBeUndefined()
})

test('a text of many megabytes is told apart in one pass, whatever is in it', () => {
  const megabytes = 8 * 1024 * 1024
  expect(bytesInText(`A${' '.repeat(megabytes)}!`)).toBeUndefined()
  expect(bytesInText(`${'A'.repeat(megabytes)}!`)).toBeUndefined()
  expect(bytesInText('A'.repeat(64 * 1024 * 1024))?.length).toBe(48 * 1024 * 1024)
})
