import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findCheckpoint, findModel } from './find-model.ts'

const model = (filename: string) => ({
  filename,
  displayName: filename.replaceAll('\\', '/').replace(/\.\w+$/, ''),
})
const models = [
  'base/dreamscape_xl.safetensors',
  'flux\\flux1-dev.safetensors',
  'Ink.safetensors',
  'ink.safetensors',
].map(model)

test.each([
  ['its file', 'base/dreamscape_xl.safetensors'],
  ['its file with a hash', 'base/dreamscape_xl.safetensors [6ce0161689]'],
  ['its display name', 'base/dreamscape_xl'],
  ['its file without folder', 'dreamscape_xl.safetensors'],
  ['its stem', 'dreamscape_xl'],
  ['its stem in capitals, with a hash', 'DREAMSCAPE_XL [6CE01616]'],
  ['the name that A1111 makes of it', 'base_dreamscape_xl'],
])('a model is found by %s', (_, name) => {
  expect(findModel(models, name)?.filename).toBe('base/dreamscape_xl.safetensors')
})

test('either stroke separates folders', () => {
  expect(findModel(models, 'flux/flux1-dev')?.filename).toBe('flux\\flux1-dev.safetensors')
})

test('what is written letter for letter counts before what only the case tells apart', () => {
  expect(findModel(models, 'ink.safetensors')?.filename).toBe('ink.safetensors')
})

test('nothing is found by nothing', () => {
  expect(findModel(models, '')).toBeUndefined()
  expect(findModel(models, ' [6ce0161689]')).toBeUndefined()
  expect(findCheckpoint(models, 'a')).toBeUndefined()
})

test('a checkpoint is also found by a part of its name, any other model is not', () => {
  expect(findCheckpoint(models, 'dreamscape')?.filename).toBe('base/dreamscape_xl.safetensors')
  expect(findModel(models, 'dreamscape')).toBeUndefined()
})

test('every model is found by its own file, whatever else there is', () => {
  const name = fc.string({ minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(fc.uniqueArray(name, { minLength: 1, maxLength: 8 }), (files) => {
      const all = files.map(model)
      for (const { filename } of all) expect(findModel(all, filename)?.filename).toBe(filename)
    }),
  )
})
