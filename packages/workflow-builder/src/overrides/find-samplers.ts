import { asLink } from '../graph/prompt-graph.ts'
import type { Nodes } from './settings.ts'

/** Whether a node samples: it has a seed (or a noise) and a method of sampling. */
function isSampler(inputs: Readonly<Record<string, unknown>>): boolean {
  const has = (name: string): boolean => Object.hasOwn(inputs, name)
  const hasSeed = has('seed') || has('noise_seed') || has('noise')
  const hasMethod = has('sampler_name') || has('sigmas') || (has('steps') && has('cfg'))
  const hasWork = has('positive') || has('guider') || has('latent_image')
  return hasSeed && hasMethod && hasWork
}

export interface Samplers {
  readonly all: readonly string[]
  /** The samplers that begin the picture, with no other sampler before them; the rest refine it. */
  readonly first: readonly string[]
}

export function findSamplers(nodes: Nodes): Samplers {
  const all = [...nodes].flatMap(([id, { inputs }]) => (isSampler(inputs) ? [id] : []))
  const samplers = new Set(all)
  const first = all.filter((id) => ![...upstreamOf(id, nodes)].some((other) => samplers.has(other)))
  return { all, first: first.length > 0 ? first : all.slice(0, 1) }
}

function upstreamOf(id: string, nodes: Nodes): ReadonlySet<string> {
  const sources = (from: string): readonly string[] =>
    Object.values(nodes.get(from)?.inputs ?? {}).flatMap((value) => asLink(value)?.[0] ?? [])
  const found = new Set(sources(id))
  for (const one of found) for (const source of sources(one)) found.add(source)
  return found
}
