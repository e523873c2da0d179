import { canonicalSampler, canonicalScheduler } from '@darkroom/recipe'

/** The samplers that A1111 has, by ComfyUI's names. */
const samplerNames: Readonly<Record<string, string>> = {
  ddim: 'DDIM',
  ddpm: 'DDPM',
  dpm_2: 'DPM2',
  dpm_2_ancestral: 'DPM2 a',
  dpm_adaptive: 'DPM adaptive',
  dpm_fast: 'DPM fast',
  dpmpp_2m: 'DPM++ 2M',
  dpmpp_2m_sde: 'DPM++ 2M SDE',
  dpmpp_2m_sde_heun: 'DPM++ 2M SDE Heun',
  dpmpp_2s_ancestral: 'DPM++ 2S a',
  dpmpp_3m_sde: 'DPM++ 3M SDE',
  dpmpp_sde: 'DPM++ SDE',
  euler: 'Euler',
  euler_ancestral: 'Euler a',
  heun: 'Heun',
  lcm: 'LCM',
  lms: 'LMS',
  uni_pc: 'UniPC',
}

const schedulerNames: Readonly<Record<string, string>> = {
  align_your_steps: 'Align Your Steps',
  beta: 'Beta',
  ddim_uniform: 'DDIM',
  exponential: 'Exponential',
  karras: 'Karras',
  kl_optimal: 'KL Optimal',
  normal: 'Normal',
  polyexponential: 'Polyexponential',
  sgm_uniform: 'SGM Uniform',
  simple: 'Simple',
  turbo: 'Turbo',
}

/** The name that A1111 shows; one that would not lead back stays as it is. */
export function samplerLabel(name: string): string {
  const label = samplerNames[name] ?? name
  const { sampler, scheduler } = canonicalSampler(label)
  return sampler === name && scheduler === undefined ? label : name
}

export function schedulerLabel(name: string): string {
  const label = schedulerNames[name] ?? name
  return canonicalScheduler(label) === name ? label : name
}

/** The other names that A1111 lists for a sampler; ComfyUI's own, and the old one of k-diffusion. */
export const samplerAliases = (name: string): readonly string[] => [...new Set([name, `k_${name}`])]

/** Leaves the choice to the model. */
const isOpen = (name: string | undefined): boolean =>
  name === undefined || /^(?:|automatic|use same (?:sampler|scheduler))$/i.test(name.trim())

export interface Method {
  readonly sampler?: string | undefined
  readonly scheduler?: string | undefined
}

/** Sampler and schedule by our names. An old name, such as `DPM++ 2M Karras`, says both; what is said apart counts more. */
export function toMethod(
  samplerName: string | undefined,
  schedulerName: string | undefined,
): Method {
  const said = samplerName === undefined || isOpen(samplerName) ? {} : canonicalOf(samplerName)
  if (schedulerName === undefined || isOpen(schedulerName)) return said
  return { ...said, scheduler: canonicalScheduler(schedulerName) }
}

const canonicalOf = (name: string): Method => canonicalSampler(name)
