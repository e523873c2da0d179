import type { Model, Workflow } from '@darkroom/door-ports'
import { createMemoryHouse } from '@darkroom/door-ports/testing'
import { expect, test } from 'vitest'
import { findTarget } from './choose-target.ts'
import { targetId, targetsOf } from './model-ids.ts'

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

const { models, workflows } = choices
const house = createMemoryHouse({ models, workflows })

const found = async (name: string): Promise<string | undefined> => {
  const target = await findTarget(name, { house, models })
  return target && targetId(target)
}

test('every id leads to what it is the id of', async () => {
  for (const target of targetsOf(models, workflows)) {
    expect(await findTarget(targetId(target), { house, models })).toEqual(target)
  }
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
])('%j means %s', async (name, id) => {
  expect(await found(name)).toBe(id)
})

test('a file in two folders is listed once', () => {
  const twice = [model('x.safetensors'), model('x.safetensors', 'diffusion')]
  expect(targetsOf(twice, [])).toHaveLength(1)
})
