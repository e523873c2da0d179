import { expect, test } from 'vitest'
import { wordsOf } from './server-words.ts'

const url = 'http://gpu:8188'

test('a server that does not answer is said with its address and what to do', () => {
  const { word, tone, advice } = wordsOf({ status: 'unreachable', url })
  expect([word, tone]).toEqual(['Does not answer', 'danger'])
  expect(advice).toContain(url)
})

test('a server under a second name says which one it is', () => {
  expect(wordsOf({ status: 'duplicate', url, same_as: 'gpu-1' }).advice).toContain('gpu-1')
  expect(wordsOf({ status: 'ready', url }).advice).toBeUndefined()
})
