import type { Model, Workflow } from '@darkroom/door-ports'
import { expect, test } from 'vitest'
import { findTarget, targetId, targetsOf } from './model-ids.ts'

const model = (filename: string, kind: Model['kind'] = 'base'): Model => ({
  filename,
  displayName: filename.replaceAll('\\', '/').replace(/\.\w+$/, ''),
  kind,
  servers: ['gpu-1'],
})

const workflow = (name: string): Workflow => ({
  name,
  title: name,
  description: '',
  source: 'file',
  inputs: [],
  runnable: true,
})

const choices = {
  models: [
    model('a\\Fox.safetensors'),
    model('b/fox.safetensors'),
    model('fox.gguf', 'diffusion'),
    model('Poster.safetensors', 'merged'),
    model('ink.safetensors', 'lora'),
  ],
  workflows: [workflow('poster'), workflow('Summer 2026')],
}

const found = (name: string): string | undefined => {
  const target = findTarget(name, choices)
  return target && targetId(target)
}

test('every id leads to what it is the id of', () => {
  for (const target of targetsOf(choices))
    expect(findTarget(targetId(target), choices)).toEqual(target)
})

test.each([
  ['a\\Fox.safetensors', 'a/Fox.safetensors'],
  ['b/fox', 'b/fox.safetensors'],
  ['fox.gguf', 'fox.gguf'],
  ['fox', 'fox.gguf'],
  ['FOX.SAFETENSORS', 'a/Fox.safetensors'],
  [' B/FOX ', 'b/fox.safetensors'],
  ['poster', 'Poster.safetensors'],
  ['workflow:poster', 'workflow:poster'],
  ['workflow:POSTER', 'workflow:poster'],
  ['summer 2026', 'workflow:Summer 2026'],
  ['ink', undefined],
  ['badger', undefined],
])('%j means %s', (name, id) => {
  expect(found(name)).toBe(id)
})

test('a file in two folders is listed once', () => {
  const twice = {
    models: [model('x.safetensors'), model('x.safetensors', 'diffusion')],
    workflows: [],
  }
  expect(targetsOf(twice)).toHaveLength(1)
})
