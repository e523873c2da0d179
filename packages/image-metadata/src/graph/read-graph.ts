import type { Json } from '@darkroom/foundation'
import type { Lora } from '@darkroom/recipe'
import type { Budget } from '../budget.ts'
import type { Findings } from '../findings.ts'
import { promptLoras } from '../prompt-loras.ts'
import { toText } from '../values.ts'
import { fillFromAnywhere } from './anywhere.ts'
import { readConditioning } from './conditioning.ts'
import type { Graph, GraphNode } from './graph.ts'
import { readEmptyLatent } from './latent-size.ts'
import { latentWay } from './latent-way.ts'
import { readModelChain } from './model-chain.ts'
import { readModelFiles } from './model-files.ts'
import { isPromptNode, readPromptNode } from './prompt-node.ts'
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
export function readGraph(graph: Graph, fileName: string, budget?: Budget): Findings {
  const walk = new Walk(graph, budget)
  const found = readMaker(walk, fileName)
  // What was found with the budget spent is a part of the truth at best.
  return walk.budget.isSpent ? { source: 'comfyui' } : found
}

function readMaker(walk: Walk, fileName: string): Findings {
  const maker = findMaker(walk, fileName)
  if (maker === undefined) return fillFromAnywhere(walk, { source: 'comfyui' })
  return 'base' in maker ? readSampled(walk, maker) : readPromptNode(walk, maker)
}

function readSampled(walk: Walk, { base, passes, way }: SampledMaker): Findings {
  const owner = conditioningOwner(walk, base)
  const negative = readConditioning(walk, owner, 'negative')
  const positive = readConditioning(walk, owner, 'positive', negative.texts)
  const { model, loras } = readModelChain(walk, base)
  const prompt = positive.unsure ? undefined : positive.texts.join('\n') || undefined
  const found: Findings = {
    source: 'comfyui',
    prompt,
    negative_prompt: negative.known && !negative.unsure ? negative.texts.join('\n') : undefined,
    model: toText(model),
    ...readSampling(walk, base),
    guidance: positive.guidance,
    loras: withPromptLoras(loras, prompt),
    ...readEmptyLatent(walk, base),
    ...readModelFiles(walk, base, way),
    extra: passes.length === 0 ? undefined : { passes: passes.map((node) => readPass(walk, node)) },
  }
  const promptKnown = positive.known || positive.unsure
  return fillFromAnywhere(walk, found, { sampled: true, promptKnown })
}

/** The sampler that determined the picture, with the nodes from it to the file. */
interface SampledMaker extends SamplerChoice {
  readonly way: ReadonlyMap<string, number>
}

/** The sampler that determined the picture, or the node that had it made of a prompt. */
function findMaker(walk: Walk, fileName: string): SampledMaker | GraphNode | undefined {
  const terminals = rankTerminals(walk.graph, fileName).slice(0, terminalLimit)
  for (const terminal of terminals) {
    const way = latentWay(walk, terminal)
    const maker = sampledOn(walk, way) ?? promptNodeOn(walk, way)
    if (maker !== undefined) return maker
  }
  for (const terminal of terminals) {
    const maker = sampledOn(walk, walk.slice(terminal))
    if (maker !== undefined) return maker
  }
  return sampledOn(walk, new Map([...walk.graph.keys()].map((id) => [id, 0])))
}

function sampledOn(walk: Walk, way: ReadonlyMap<string, number>): SampledMaker | undefined {
  const choice = chooseSampler(walk, way)
  return choice && { ...choice, way }
}

/** The nearest node that makes a picture of a prompt; pictures that it is given only guide it. */
function promptNodeOn(walk: Walk, way: ReadonlyMap<string, number>): GraphNode | undefined {
  for (const id of way.keys()) {
    const node = walk.graph.get(id)
    if (node !== undefined && isPromptNode(node)) return node
  }
  return undefined
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
