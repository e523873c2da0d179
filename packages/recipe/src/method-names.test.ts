import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalSampler, canonicalScheduler } from './method-names.ts'

test.each([
  ['Euler a', 'euler_ancestral'],
  ['Euler A', 'euler_ancestral'],
  ['euler_a', 'euler_ancestral'],
  ['k_euler_ancestral', 'euler_ancestral'],
  ['sample_euler_ancestral', 'sample_euler_ancestral'],
  ['sample_k_euler', 'euler'],
  ['EulerAncestralDiscreteScheduler', 'euler_ancestral'],
  ['Euler a CFG++', 'euler_ancestral_cfg_pp'],
  ['UniPC', 'uni_pc'],
  ['uni_pc', 'uni_pc'],
  ['unipc', 'uni_pc'],
  ['DPM2', 'dpm_2'],
  ['DPM2 a', 'dpm_2_ancestral'],
  ['kdpm_2_a', 'dpm_2_ancestral'],
  ['DPM++ 2M', 'dpmpp_2m'],
  ['DPM++ 2S a', 'dpmpp_2s_ancestral'],
  ['dpmpp-2s-ancestral', 'dpmpp_2s_ancestral'],
  ['DPM++ 2M SDE Heun', 'dpmpp_2m_sde_heun'],
  ['DPM++ 3M SDE', 'dpmpp_3m_sde'],
  ['DPM adaptive', 'dpm_adaptive'],
  ['LCM', 'lcm'],
  ['ＤＤＩＭ', 'ddim'],
  ['Restart', 'restart'],
  ['FlowMatchEulerDiscreteScheduler', 'euler'],
  ['PNDMScheduler', 'plms'],
  ['', ''],
])('the sampler %j is %s', (name, sampler) => {
  expect(canonicalSampler(name)).toEqual({ sampler, scheduler: undefined })
})

test.each([
  ['DPM++ 2M Karras', 'dpmpp_2m', 'karras'],
  ['DPM++ 2M SDE Exponential', 'dpmpp_2m_sde', 'exponential'],
  ['Euler SGM Uniform', 'euler', 'sgm_uniform'],
  ['dpmpp_2m_sde_k', 'dpmpp_2m_sde', 'karras'],
  ['kdpm_2_a_k', 'dpm_2_ancestral', 'karras'],
  ['dpmpp_2s_k', 'dpmpp_2s', 'karras'],
  ['DPM++ 2M SDE Turbo', 'dpmpp_2m_sde', 'turbo'],
  ['Euler A AYS', 'euler_ancestral', 'align_your_steps'],
  ['DPM++ 2M Align Your Steps', 'dpmpp_2m', 'align_your_steps'],
])('the sampler %j is %s with the schedule %s', (name, sampler, scheduler) => {
  expect(canonicalSampler(name)).toEqual({ sampler, scheduler })
})

test('a canonical name stays what it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const { sampler } = canonicalSampler(name)
      expect(canonicalSampler(sampler).sampler).toBe(sampler)
      const scheduler = canonicalScheduler(name)
      expect(canonicalScheduler(scheduler)).toBe(scheduler)
    }),
  )
})
