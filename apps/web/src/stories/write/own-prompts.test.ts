import { expect, test } from 'vitest'
import { promptsIn } from './own-prompts.ts'

test('each line is a prompt, and empty ones are none', () => {
  expect(promptsIn('a hen\r\n\r\n  a heron \n\ta hare')).toEqual(['a hen', 'a heron', 'a hare'])
  expect(promptsIn(' \n ')).toEqual([])
})

test('a list keeps no numbers, and a prompt that begins with one keeps it', () => {
  expect(promptsIn('1. a hen\n2. a heron')).toEqual(['a hen', 'a heron'])
  expect(promptsIn('- a hen\n* a heron')).toEqual(['a hen', 'a heron'])
  expect(promptsIn('3 hens in the rain\n2 herons')).toEqual(['3 hens in the rain', '2 herons'])
  expect(promptsIn('1. a hen\na heron')).toEqual(['1. a hen', 'a heron'])
})
