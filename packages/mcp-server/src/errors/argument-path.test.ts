import { expect, test } from 'vitest'
import { argumentPath } from './argument-path.ts'

test.each([
  ['resolution.width', 'width'],
  ['resolution', 'width and height'],
  ['denoise', 'strength'],
  ['upscale.factor', 'factor'],
  ['upscale.model', 'model'],
  ['references.0', 'image'],
  ['references.0.gallery', 'image.gallery'],
  ['references.3', 'references.2'],
  ['loras.1.strength_model', 'loras.1.strength'],
  ['loras.1.name', 'loras.1.name'],
  ['inputs.denoise', 'inputs.denoise'],
  ['prompt', 'prompt'],
])('%s is the argument %s', (path, argument) => {
  expect(argumentPath(path)).toBe(argument)
})
