/** The samplers of ComfyUI 0.33 (`comfy/samplers.py`), whose names are ours. */
const samplers = [
  ...['euler', 'euler_cfg_pp', 'euler_ancestral', 'euler_ancestral_cfg_pp', 'heun', 'heunpp2'],
  ...['exp_heun_2_x0', 'exp_heun_2_x0_sde', 'dpm_2', 'dpm_2_ancestral', 'lms', 'dpm_fast'],
  ...['dpm_adaptive', 'dpmpp_2s_ancestral', 'dpmpp_2s_ancestral_cfg_pp', 'dpmpp_sde'],
  ...['dpmpp_sde_gpu', 'dpmpp_2m', 'dpmpp_2m_cfg_pp', 'dpmpp_2m_sde', 'dpmpp_2m_sde_gpu'],
  ...['dpmpp_2m_sde_heun', 'dpmpp_2m_sde_heun_gpu', 'dpmpp_3m_sde', 'dpmpp_3m_sde_gpu', 'ddpm'],
  ...['lcm', 'ipndm', 'ipndm_v', 'deis', 'res_multistep', 'res_multistep_cfg_pp'],
  ...['res_multistep_ancestral', 'res_multistep_ancestral_cfg_pp', 'gradient_estimation'],
  ...['gradient_estimation_cfg_pp', 'er_sde', 'seeds_2', 'seeds_3', 'sa_solver'],
  ...['sa_solver_pece', 'ddim', 'uni_pc', 'uni_pc_bh2'],
]

/** Samplers that ComfyUI does not have, or has from extensions. */
const foreignSamplers = [
  'plms',
  'restart',
  'tcd',
  'dpmpp_2s',
  'dpmpp_3m',
  'res_2s',
  'res_2m',
  'res_3m',
]

/** ComfyUI's schedules, and after them those of other programs. */
const schedulers = [
  ...['simple', 'sgm_uniform', 'karras', 'exponential', 'ddim_uniform', 'beta', 'normal'],
  ...['linear_quadratic', 'kl_optimal', 'polyexponential', 'align_your_steps', 'beta57'],
  ...['bong_tangent', 'trailing', 'turbo'],
]

/** Samplers as InvokeAI and the classes of diffusers call them, without anything but letters and digits. */
const otherSamplers: Readonly<Record<string, string>> = {
  ddimcfgpp: 'ddim',
  ddimv3: 'ddim',
  deismultistepscheduler: 'deis',
  ddimscheduler: 'ddim',
  ddpmscheduler: 'ddpm',
  dpmppmultistep: 'dpmpp_2m',
  dpmsolvermultistepscheduler: 'dpmpp_2m',
  dpmsolvermultistep: 'dpmpp_2m',
  dpmsolversinglestepscheduler: 'dpmpp_2s',
  dpmsolversdescheduler: 'dpmpp_sde',
  eulerancestraldiscretescheduler: 'euler_ancestral',
  eulerdiscretescheduler: 'euler',
  flowmatcheuler: 'euler',
  flowmatcheulerdiscretescheduler: 'euler',
  heundiscretescheduler: 'heun',
  kdpm2ancestraldiscretescheduler: 'dpm_2_ancestral',
  kdpm2discretescheduler: 'dpm_2',
  lcmscheduler: 'lcm',
  lmsdiscretescheduler: 'lms',
  pndmscheduler: 'plms',
  tcdscheduler: 'tcd',
  unipcmultistepscheduler: 'uni_pc',
}

const otherSchedulers: Readonly<Record<string, string>> = {
  automatic: 'normal',
  ays: 'align_your_steps',
  ddim: 'ddim_uniform',
  k: 'karras',
  native: 'normal',
  uniform: 'normal',
}

const compact = (name: string): string => name.replaceAll('_', '')
const byCompact = (names: readonly string[]): ReadonlyMap<string, string> =>
  new Map(names.map((name) => [compact(name), name]))
const samplerNames = new Map([
  ...Object.entries(otherSamplers),
  ...byCompact([...samplers, ...foreignSamplers]),
])
const schedulerNames = new Map([...Object.entries(otherSchedulers), ...byCompact(schedulers)])

/** The words of a name: `DPM++ 2S a` → `dpmpp`, `2s`, `ancestral`. */
function toWords(name: string): readonly string[] {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('++', 'pp')
    .split(/[\s_-]+/)
  return words.flatMap((word) => (word === '' ? [] : [word === 'a' ? 'ancestral' : word]))
}

const knownSampler = (words: readonly string[]): string | undefined => {
  const whole = words.join('')
  // The k of k-diffusion stands before a name, as a word or as a letter.
  return samplerNames.get(whole) ?? samplerNames.get(whole.replace(/^(?:sample)?k/, ''))
}

export interface SamplerName {
  /** ComfyUI's name, or the name's own words with `_` between them where ComfyUI has no such sampler. */
  readonly sampler: string
  /** The schedule that the name says as well, as `DPM++ 2M Karras` does. */
  readonly scheduler: string | undefined
}

/**
 * One name for a sampler that every program spells in its own way: `Euler a`, `k_euler_ancestral` and `euler_a` are
 * `euler_ancestral`.
 */
export function canonicalSampler(name: string): SamplerName {
  const words = toWords(name)
  const sampler = knownSampler(words)
  if (sampler !== undefined) return { sampler, scheduler: undefined }
  for (let end = words.length - 1; end > 0; end -= 1) {
    const before = knownSampler(words.slice(0, end))
    const scheduler = schedulerNames.get(words.slice(end).join(''))
    if (before !== undefined && scheduler !== undefined) return { sampler: before, scheduler }
  }
  return { sampler: words.join('_'), scheduler: undefined }
}

/** One name for a schedule: `SGM Uniform` is `sgm_uniform`, `Automatic` is `normal`. */
export function canonicalScheduler(name: string): string {
  const words = toWords(name)
  return schedulerNames.get(words.join('')) ?? words.join('_')
}
