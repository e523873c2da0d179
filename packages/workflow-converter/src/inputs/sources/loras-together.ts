import { asLink, findLoraNodes, type PromptGraph, type PromptNode } from '@darkroom/comfy-graph'
import { nodeOf } from '../node-of.ts'
import { modelGroup, standardLabels } from '../standard-roles.ts'
import type { LoraPart } from '../workflow-input.ts'
import type { SiteDraft } from './role-inputs.ts'

const words = {
  lora_name: 'name',
  strength_model: 'strength_model',
  strength_clip: 'strength_clip',
} as const

/**
 * The LoRAs as one list, in the order in which they are applied, where all that the prompt loads stand behind one another before
 * its sampler: elsewhere a list would not say which of them is for which model.
 */
export function lorasTogether(
  graph: PromptGraph,
  drafts: readonly SiteDraft[],
): readonly SiteDraft[] {
  const chain = findLoraNodes(graph)
  const loaded = drafts.filter(({ role }) => role === 'lora')
  const inChain = new Set(chain.map(({ nodeId }) => nodeId))
  const isAll =
    loaded.length === chain.length &&
    loaded.every(({ sites }) => sites.every(({ nodeId }) => inChain.has(nodeId)))
  const isLinked = chain.some(
    ({ nodeId }) => asLink(nodeOf(graph, nodeId)?.inputs.strength_clip) !== undefined,
  )
  if (chain.length === 0 || !isAll || isLinked) return []
  const most = chain.length === 1 ? 'One LoRA' : `Up to ${chain.length} LoRAs`
  return [
    {
      label: standardLabels.loras ?? '',
      role: 'loras',
      from: 'role',
      group: modelGroup,
      type: 'lora',
      help: `${most}, in the order in which they are applied; what is left out has no effect.`,
      sites: chain.flatMap(({ nodeId, lora }, index) =>
        partsOf(nodeOf(graph, nodeId), { nodeId, index, saved: lora.name }),
      ),
      isTogether: true,
    },
  ]
}

const partsOf = (
  node: PromptNode | undefined,
  { nodeId, ...lora }: Omit<LoraPart, 'word'> & { readonly nodeId: string },
) =>
  Object.entries(words).flatMap(([input, word]) =>
    Object.hasOwn(node?.inputs ?? {}, input) ? [{ nodeId, input, lora: { ...lora, word } }] : [],
  )
