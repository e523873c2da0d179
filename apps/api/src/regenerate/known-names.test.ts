import { expect, test } from 'vitest'
import { inServersWords } from './known-names.ts'

const known = {
  models: ['base\\Dream_XL.safetensors', 'a/twin.safetensors', 'b/twin.ckpt'],
  loras: ['style/ink.safetensors'],
  vaes: ['flux/ae.safetensors'],
  textEncoders: ['clip_l.safetensors', 't5xxl_fp16.safetensors'],
  samplers: [
    'euler',
    'euler_ancestral',
    'dpm_2',
    'dpm_2_ancestral',
    'dpmpp_2m',
    'dpmpp_2s_ancestral',
    'dpmpp_3m_sde',
    'uni_pc',
    'ddim',
  ],
  schedulers: ['normal', 'karras', 'sgm_uniform', 'ddim_uniform', 'kl_optimal'],
}
const recipe = {
  prompt: 'a fox',
  negative_prompt: '',
  model: '',
  seed: 1,
  steps: 20,
  cfg: 7,
  sampler: 'euler',
  scheduler: 'normal',
  resolution: { width: 64, height: 64 },
  loras: [],
}

test.each([
  ['dream_xl', 'base\\Dream_XL.safetensors'],
  ['other/Dream_XL.ckpt', 'base\\Dream_XL.safetensors'],
  ['b/twin.ckpt', 'b/twin.ckpt'],
  ['twin', 'twin'],
  ['unknown', 'unknown'],
])('the model %s is %s', (model, expected) => {
  expect(inServersWords({ ...recipe, model }, known).model).toBe(expected)
})

test.each([
  ['Euler a', 'euler_ancestral'],
  ['k_euler_ancestral', 'euler_ancestral'],
  ['DPM2', 'dpm_2'],
  ['DPM2 a', 'dpm_2_ancestral'],
  ['DPM++ 2M', 'dpmpp_2m'],
  ['DPM++ 2S a', 'dpmpp_2s_ancestral'],
  ['DPM++ 3M SDE', 'dpmpp_3m_sde'],
  ['UniPC', 'uni_pc'],
  ['DDIM', 'ddim'],
  ['Restart', 'Restart'],
])('the sampler %s is %s', (sampler, expected) => {
  expect(inServersWords({ ...recipe, sampler }, known).sampler).toBe(expected)
})

test.each([
  ['Karras', 'karras'],
  ['SGM Uniform', 'sgm_uniform'],
  ['KL Optimal', 'kl_optimal'],
  ['Automatic', 'normal'],
  ['DDIM', 'ddim_uniform'],
  ['Align Your Steps', 'Align Your Steps'],
])('the scheduler %s is %s', (scheduler, expected) => {
  expect(inServersWords({ ...recipe, scheduler }, known).scheduler).toBe(expected)
})

test('a LoRA keeps its strengths', () => {
  const loras = [{ name: 'Ink', strength_model: 0.7, strength_clip: 0.2 }]
  expect(inServersWords({ ...recipe, loras }, known).loras).toEqual([
    { name: 'style/ink.safetensors', strength_model: 0.7, strength_clip: 0.2 },
  ])
})

test('a VAE or a text encoder that nobody has is left to be found by the family', () => {
  const named = { ...recipe, vae: 'ae', text_encoders: ['t5xxl_fp16', 'clip_l'] }
  expect(inServersWords(named, known)).toMatchObject({
    vae: 'flux/ae.safetensors',
    text_encoders: ['t5xxl_fp16.safetensors', 'clip_l.safetensors'],
  })
  const strange = { ...named, vae: 'kl-f8', text_encoders: ['clip_l', 'umt5'] }
  const words = Object.keys(inServersWords(strange, known))
  expect(words).not.toContain('vae')
  expect(words).not.toContain('text_encoders')
})
