import { canonicalSampler } from '@darkroom/recipe'
import { expect, test } from 'vitest'
import { samplerLabel, schedulerLabel, toMethod } from './methods.ts'

const samplers = [
  ...['euler', 'euler_cfg_pp', 'euler_ancestral', 'heun', 'heunpp2', 'exp_heun_2_x0', 'dpm_2'],
  ...['dpm_2_ancestral', 'lms', 'dpm_fast', 'dpm_adaptive', 'dpmpp_2s_ancestral', 'dpmpp_sde'],
  ...['dpmpp_sde_gpu', 'dpmpp_2m', 'dpmpp_2m_sde', 'dpmpp_2m_sde_heun', 'dpmpp_3m_sde', 'ddpm'],
  ...['lcm', 'ipndm', 'deis', 'res_multistep', 'er_sde', 'ddim', 'uni_pc', 'uni_pc_bh2'],
]
const schedulers = [
  ...['simple', 'sgm_uniform', 'karras', 'exponential', 'ddim_uniform', 'beta', 'normal'],
  ...['linear_quadratic', 'kl_optimal'],
]

test.each(samplers)('the name shown for the sampler %s leads back to it', (name) => {
  expect(toMethod(samplerLabel(name), undefined)).toEqual({ sampler: name, scheduler: undefined })
})

test.each(schedulers)('the name shown for the schedule %s leads back to it', (name) => {
  expect(toMethod(undefined, schedulerLabel(name))).toEqual({ scheduler: name })
})

test.each(samplers.flatMap((name) => schedulers.map((schedule) => [name, schedule] as const)))(
  '%s with %s in one name, as it was before A1111 1.9, says both',
  (name, schedule) => {
    const { sampler, scheduler } = toMethod(
      `${samplerLabel(name)} ${schedulerLabel(schedule)}`,
      'Automatic',
    )
    expect([sampler, scheduler]).toEqual([name, schedule])
  },
)

test('a schedule that is said apart counts more than one in the name', () => {
  expect(toMethod('DPM++ 2M Karras', 'Exponential')).toEqual({
    sampler: 'dpmpp_2m',
    scheduler: 'exponential',
  })
})

test.each([undefined, '', 'Automatic', 'automatic', 'Use same scheduler'])(
  'the schedule %j leaves the choice to the model',
  (name) => {
    expect(toMethod('Euler a', name)).toEqual(canonicalSampler('euler_ancestral'))
  },
)
