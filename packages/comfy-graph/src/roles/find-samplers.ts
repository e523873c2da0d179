import { asLink, type PromptNode } from '../graph/prompt-graph.ts'
import type { Nodes } from './settings.ts'

/** Whether a node samples: it has a seed (or a noise) and a method of sampling. */
function isSampler({ inputs }: PromptNode): boolean {
  const has = (name: string): boolean => Object.hasOwn(inputs, name)
  const hasSeed = has('seed') || has('noise_seed') || has('noise')
  const hasMethod = has('sampler_name') || has('sigmas') || has('steps')
  const hasWork = has('positive') || has('conditioning') || has('guider') || has('latent_image')
  return hasSeed && hasMethod && hasWork
}

export interface Samplers {
  readonly all: readonly string[]
  /** The samplers that begin the picture, with no other sampler before them; the rest refine it. */
  readonly first: readonly string[]
}

/** The links of a sampler that tell how to sample; what is sampled comes by its other links. */
const guides =
  /^(?:positive|negative|model|guider|sampler|sigmas|noise|vae|clip|control_net)|^(?:neg_)?cond(?:itioning|\d)/

/**
 * Finds the samplers on the way of the picture. A picture that enters the conditioning, such as that of a ControlNet, may
 * have been sampled as well: that sampler does not count, unless there is no other.
 */
export function findSamplers(nodes: Nodes): Samplers {
  const samplers = new Set([...nodes].flatMap(([id, node]) => (isSampler(node) ? [id] : [])))
  const sources = new Map(
    [...nodes].map(([id, { inputs }]) => [
      id,
      Object.entries(inputs).flatMap(([name, value]) =>
        samplers.has(id) && guides.test(name) ? [] : (asLink(value)?.[0] ?? []),
      ),
    ]),
  )
  const ends = reached(unused(nodes), sources)
  const onTheWay = [...samplers].filter((id) => ends.has(id))
  const all = onTheWay.length > 0 ? onTheWay : [...samplers]
  const users = turned(sources)
  // A sampler that begins without noise measures a picture, as those for depth do.
  const measuring = firstOf(all, users).filter((id) => isNoiseless(id, nodes))
  const painting = all.filter((id) => !measuring.includes(id))
  const counting = painting.length > 0 ? painting : all
  const first = firstOf(counting, users)
  return { all: counting, first: first.length > 0 ? first : counting.slice(0, 1) }
}

/** Those that come after none of the others. */
function firstOf(ids: readonly string[], users: Edges): readonly string[] {
  const later = reached(
    ids.flatMap((id) => users.get(id) ?? []),
    users,
  )
  return ids.filter((id) => !later.has(id))
}

const isNoiseless = (id: string, nodes: Nodes): boolean => {
  const noise = asLink(nodes.get(id)?.inputs.noise)?.[0] ?? ''
  return nodes.get(noise)?.class_type === 'DisableNoise'
}

type Edges = ReadonlyMap<string, readonly string[]>

/** The given nodes and all that can be reached from them. */
function reached(from: readonly string[], edges: Edges): ReadonlySet<string> {
  const found = new Set(from)
  // The loop also visits ids that are added to the set meanwhile.
  for (const id of found) for (const next of edges.get(id) ?? []) found.add(next)
  return found
}

function turned(edges: Edges): Edges {
  const turned = new Map<string, string[]>()
  for (const [id, targets] of edges) {
    for (const target of targets) {
      const known = turned.get(target)
      if (known === undefined) turned.set(target, [id])
      else known.push(id)
    }
  }
  return turned
}

/** The nodes that no other takes anything from. */
function unused(nodes: Nodes): readonly string[] {
  const used = new Set(
    [...nodes.values()].flatMap(({ inputs }) =>
      Object.values(inputs).flatMap((value) => asLink(value)?.[0] ?? []),
    ),
  )
  return [...nodes.keys()].filter((id) => !used.has(id))
}
