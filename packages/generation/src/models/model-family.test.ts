import { expect, test } from 'vitest'
import { familyOf, recommendedFor } from './model-family.ts'

test.each([
  ['base/dreamscape_xl.safetensors', 'sdxl'],
  ['dreamshaperXL_v21.safetensors', 'sdxl'],
  ['sd_xl_base_1.0.safetensors', 'sdxl'],
  ['dreamshaperXL_lightningDPMSDE.safetensors', 'sdxl-turbo'],
  ['waiIllustriousSDXL_v140.safetensors', 'illustrious'],
  ['ponyDiffusionV6XL.safetensors', 'illustrious'],
  ['v1-5-pruned-emaonly.safetensors', 'sd15'],
  ['sd15.safetensors', 'sd15'],
  ['v2-1_768-ema-pruned.safetensors', 'sd2'],
  ['sd3.5_large.safetensors', 'sd3'],
  ['flux1-dev-fp8.safetensors', 'flux'],
  ['portrait_v2.safetensors', 'unknown'],
])('%s is of the family %s', (name, family) => {
  expect(familyOf(name, {})).toBe(family)
})

test('the header goes before the name', () => {
  const metadata = { 'modelspec.architecture': 'stable-diffusion-xl-v1-base' }
  expect(familyOf('portrait_v2.safetensors', metadata)).toBe('sdxl')
  expect(familyOf('old_sd15_name.safetensors', metadata)).toBe('sdxl')
  expect(familyOf('noobai.safetensors', metadata)).toBe('illustrious')
  expect(familyOf('x.safetensors', { ss_base_model_version: 'sd_v1' })).toBe('sd15')
})

test('every known family has a recommendation', () => {
  expect(recommendedFor('sdxl')?.resolution).toEqual({ width: 1024, height: 1024 })
  expect(recommendedFor('unknown')).toBeUndefined()
})
