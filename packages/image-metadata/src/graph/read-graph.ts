import type { Json } from '@darkroom/foundation'
import type { Lora } from '@darkroom/recipe'
import type { Findings } from '../findings.ts'
import { promptLoras } from '../prompt-loras.ts'
import { toText } from '../values.ts'
import { fillFromAnywhere } from './anywhere.ts'
import { type Conditioning, readConditioning } from './conditioning.ts'
import type { Graph, GraphNode } from './graph.ts'
import { readLatentSize } from './latent-size.ts'
import { readModelChain } from './model-chain.ts'
import { chooseSampler, conditioningOwner, type SamplerChoice } from './samplers.ts'
import { readSampling } from './sampling.ts'
import { rankTerminals } from './terminals.ts'
import { Walk } from './walk.ts'

/** The number of save nodes to try, likeliest first. */
const terminalLimit = 32

/**
 * Reads the parameters of a ComfyUI graph: backwards from the node that saved this file to the sampler that determined
 * the picture. Nodes are recognised by their inputs, not by a list of class names.
 */
export function readGraph(graph: Graph, fileName: string): Findings {
  const walk = new Walk(graph)
  const choice = findSampler(walk, fileName)
  if (choice === undefined) return fillFromAnywhere(walk, { source: 'comfyui' })
  const { base, passes } = choice
  const owner = conditioningOwner(walk, base)
  const positive = readConditioning(walk, owner, 'positive')
  const negative = readConditioning(walk, owner, 'negative')
  const { model, loras } = readModelChain(walk, base)
  const prompt = toText(positive.texts.join('\n'))
  const found: Findings = {
    source: 'comfyui',
    prompt,
    negative_prompt: negativeText(negative),
    model: toText(model),
    ...readSampling(walk, base),
    guidance: positive.guidance,
    loras: withPromptLoras(loras, prompt),
    resolution: readLatentSize(walk, base),
    extra: passes.length === 0 ? undefined : { passes: passes.map((node) => readPass(walk, node)) },
  }
  return fillFromAnywhere(walk, found, { sampled: true, promptKnown: positive.known })
}

function findSampler(walk: Walk, fileName: string): SamplerChoice | undefined {
  for (const terminal of rankTerminals(walk.graph, fileName).slice(0, terminalLimit)) {
    const choice = chooseSampler(walk, walk.slice(terminal))
    if (choice !== undefined) return choice
  }
  return chooseSampler(walk, new Map([...walk.graph.keys()].map((id) => [id, 0])))
}

function negativeText(negative: Conditioning): string | undefined {
  return negative.known ? negative.texts.join('\n') : undefined
}

function withPromptLoras(loras: Lora[], prompt: string | undefined): Lora[] {
  if (prompt === undefined || !prompt.includes('<lora:')) return loras
  const named = new Set(loras.map(({ name }) => name))
  return [...loras, ...promptLoras(prompt, 'model-first').filter(({ name }) => !named.has(name))]
}

/** The known parameters of another pass. */
function readPass(walk: Walk, node: GraphNode): Json {
  const { seedText, steps, cfg, sampler, scheduler, denoise } = readSampling(walk, node)
  const { model } = readModelChain(walk, node)
  const entries = Object.entries({
    node: node.type,
    model,
    seed: seedText,
    steps,
    cfg,
    sampler,
    scheduler,
    denoise,
  })
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  )
}
