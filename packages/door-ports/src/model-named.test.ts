import { expect, test } from 'vitest'
import { modelNamed } from './model-named.ts'

const model = (filename: string) => ({
  filename,
  displayName: filename.replaceAll('\\', '/').replace(/\.\w+$/, ''),
})
const models = ['detail\\Ink.safetensors', 'base/fox.safetensors', 'fox.ckpt'].map(model)

test.each([
  ['detail\\Ink.safetensors', 'detail\\Ink.safetensors'],
  ['detail/ink', 'detail\\Ink.safetensors'],
  ['Ink.safetensors', 'detail\\Ink.safetensors'],
  [' INK ', 'detail\\Ink.safetensors'],
  ['base/fox', 'base/fox.safetensors'],
  ['fox', 'fox.ckpt'],
  ['in', undefined],
  ['', undefined],
])('%j is %j', (name, filename) => {
  expect(modelNamed(name, models)?.filename).toBe(filename)
})
