import { expect, test } from 'vitest'
import { createSceneProducer, SceneProducerSpecError } from './index.ts'

test.each([
  [undefined, 'built-in'],
  ['', 'built-in'],
  [' built-in ', 'built-in'],
  ['openai:http://localhost:11434/v1#llama3.2:3b', 'openai:llama3.2:3b'],
  ['openai:https://example.com#org/model#1', 'openai:org/model#1'],
  [`command:"/opt/my scenes/run" --fast`, 'command:run'],
])('%s names a producer', (spec, name) => {
  expect(createSceneProducer(spec).name).toBe(name)
})

test.each([
  ['gpt-5', 'names no scene producer'],
  ['openai:', 'the address of a server'],
  ['openai:localhost:11434#llama', 'the address of a server'],
  ['openai:ftp://x#llama', 'the address of a server'],
  ['openai:http://localhost:11434', 'the name of a model'],
  ['openai:http://localhost:11434#', 'the name of a model'],
  ['openai:http://me:secret@localhost#llama', 'API key'],
  ['command:', 'comes a program'],
  ["command:'' x", 'comes a program'],
  ['command:"open', 'never closed'],
])('%s is refused, with what to write instead', (spec, what) => {
  expect(() => createSceneProducer(spec)).toThrow(SceneProducerSpecError)
  expect(() => createSceneProducer(spec)).toThrow(what)
})
