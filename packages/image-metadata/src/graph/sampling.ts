import type { Findings } from '../findings.ts'
import { toAmount, toPositive, toText } from '../values.ts'
import { type GraphNode, hasInput, input, isLink, onlyLink } from './graph.ts'
import { resolveName, resolveNumber, resolveSeed } from './resolve.ts'
import { depthLimit, type Walk } from './walk.ts'

const seedKeys = ['seed', 'noise_seed'] as const
const cfgKeys = ['cfg', 'guidance_scale', 'cfg_scale'] as const
const sigmaKeys = ['sigmas', 'sigmas_1', 'high_sigmas', 'scheduler'] as const

/** Seed, steps, cfg, sampler, scheduler and denoise of one sampler. */
export function readSampling(walk: Walk, sampler: GraphNode): Findings {
  const schedule = scheduleNode(walk, sampler)
  const guider = walk.follow(input(sampler, 'guider'))
  return {
    seedText: readSeed(walk, sampler),
    steps: toPositive(resolveNumber(walk, sampler, ['steps']) ?? scheduleSteps(walk, schedule)),
    cfg: toAmount(readCfg(walk, sampler, guider)),
    sampler: readSampler(walk, sampler),
    scheduler: readScheduler(walk, sampler, schedule),
    denoise: toAmount(
      resolveNumber(walk, sampler, ['denoise', 'denoise_strength']) ??
        (schedule && resolveNumber(walk, schedule, ['denoise'])),
    ),
  }
}

function readSeed(walk: Walk, sampler: GraphNode): string | undefined {
  const own = resolveSeed(walk, sampler, seedKeys)
  if (own !== undefined) return own
  const noise = walk.follow(input(sampler, 'noise'))
  return noise && (resolveSeed(walk, noise, seedKeys) ?? resolveSeed(walk, sampler, ['noise']))
}

function readCfg(
  walk: Walk,
  sampler: GraphNode,
  guider: GraphNode | undefined,
): number | undefined {
  const own = resolveNumber(walk, sampler, cfgKeys)
  if (own !== undefined || guider === undefined) return own
  return resolveNumber(walk, guider, [...cfgKeys, 'cfg1', 'cfg_conds'])
}

function readSampler(walk: Walk, sampler: GraphNode): string | undefined {
  const named = toText(resolveName(walk, sampler, ['sampler_name']))
  if (named !== undefined) return named
  const node = walk.follow(input(sampler, 'sampler'))
  if (node === undefined) return toText(resolveName(walk, sampler, ['sampler']))
  return (
    toText(resolveName(walk, node, ['sampler_name', 'sampler'])) ??
    nameFromClass(node.type, /K?Sampler/)
  )
}

function readScheduler(
  walk: Walk,
  sampler: GraphNode,
  schedule: GraphNode | undefined,
): string | undefined {
  const own = toText(resolveName(walk, sampler, ['scheduler', 'scheduler_name']))
  if (own !== undefined || schedule === undefined) return own
  return (
    toText(resolveName(walk, schedule, ['scheduler'])) ??
    nameFromClass(schedule.type, /Scheduler|Sigmas/)
  )
}

/** The node that knows the number of steps, found along the sigmas through splitters and joiners. */
export function scheduleNode(walk: Walk, sampler: GraphNode): GraphNode | undefined {
  let node = walk.follow(input(sampler, 'sigmas'))
  for (let depth = 0; node !== undefined && depth < depthLimit; depth++) {
    if (hasInput(node, 'steps') || typeof input(node, 'sigmas') === 'string') return node
    const key = sigmaKeys.find((name) => isLink(input(node ?? sampler, name)))
    node = walk.follow(key === undefined ? onlyLink(node) : input(node, key))
  }
  return undefined
}

function scheduleSteps(walk: Walk, schedule: GraphNode | undefined): number | undefined {
  if (schedule === undefined) return undefined
  const sigmas = input(schedule, 'sigmas')
  if (typeof sigmas === 'string') return sigmas.split(/[,\s]+/).filter(Boolean).length - 1
  return resolveNumber(walk, schedule, ['steps'])
}

/** The name in a class: `SamplerDPMPP_2M_SDE` → `dpmpp_2m_sde`, `KarrasScheduler` → `karras`. */
function nameFromClass(type: string, suffix: RegExp): string | undefined {
  const bare = type.replace(suffix, '').replace(/([a-z])([A-Z])/g, '$1_$2')
  return toText(bare.toLowerCase())
}
