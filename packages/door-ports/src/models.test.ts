import { expect, test } from 'vitest'
import { type Model, usualModel } from './models.ts'

const models = (...names: string[]): readonly Model[] =>
  names.map((filename) => ({ filename, displayName: filename, kind: 'base', servers: ['gpu-1'] }))

test.each([
  [['512-inpainting-ema.safetensors', 'base/dreamscape_xl.safetensors'], 1],
  [['flux1-fill-dev.safetensors', 'flux1-kontext-dev.safetensors', 'flux1-dev.safetensors'], 2],
  [['qwen_image_edit_2509.safetensors', 'qwen_image_fp8.safetensors'], 1],
  [['sd_xl_refiner_1.0.safetensors', 'sd_xl_base_1.0.safetensors'], 1],
  [['credit.safetensors', 'another.safetensors'], 0],
  [['sd-v1-5-inpainting.ckpt'], 0],
])('of %j the usual one is number %i', (names, index) => {
  expect(usualModel(models(...names))?.filename).toBe(names[index])
})

test('what makes no pictures is none', () => {
  const [vae] = models('a.safetensors')
  expect(usualModel(vae === undefined ? [] : [{ ...vae, kind: 'vae' }])).toBeUndefined()
})
