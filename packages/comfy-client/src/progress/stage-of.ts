import type { ProgressStage } from '../progress-state.ts'
import type { PromptNode } from '../prompt-graph.ts'

/** Nodes that make sampler, scheduler and guider objects, which take no time themselves. */
const notSampling = /select|scheduler|^sampler(?!custom)|settings|provider/i

const patterns: readonly (readonly [RegExp, ProgressStage])[] = [
  [/^(save|preview)|save(image|video|audio|webm)/i, 'saving'],
  [/load/i, 'loading'],
  [/encode/i, 'encoding'],
  [/decode/i, 'decoding'],
]

export function stageOf({ class_type }: PromptNode): ProgressStage {
  if (/sampler/i.test(class_type) && !notSampling.test(class_type)) return 'sampling'
  return patterns.find(([pattern]) => pattern.test(class_type))?.[1] ?? 'working'
}

/** The rough share of the time in sampling steps; a sampler has at least eight, since people wait for it. */
export function weightOf(node: PromptNode): number {
  switch (stageOf(node)) {
    case 'sampling':
      return Math.max(8, stepsOf(node) ?? 20)
    case 'loading':
      return 2
    case 'decoding':
      return 2
    case 'encoding':
      return 0.5
    case 'working':
      return /upscale.*model|detailer|interpolat/i.test(node.class_type) ? 5 : 0.25
    default:
      return 0.5
  }
}

export function stepsOf({ inputs }: PromptNode): number | undefined {
  const { steps } = inputs ?? {}
  return typeof steps === 'number' && steps > 0 && Number.isFinite(steps) ? steps : undefined
}
