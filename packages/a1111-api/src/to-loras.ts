import type { Model } from '@darkroom/door-ports'
import type { Lora } from '@darkroom/recipe'
import { findModel } from './find-model.ts'
import { type PromptNetwork, readNetworks } from './prompt-networks.ts'

export interface PromptWithLoras {
  readonly prompt: string
  readonly loras: readonly Lora[]
  /** Sentences about what is left out. */
  readonly warnings: readonly string[]
}

/** LyCORIS has a tag of its own in old prompts. */
const isLora = ({ kind }: PromptNetwork): boolean => kind === 'lora' || kind === 'lyco'

/**
 * The LoRAs of a prompt by their files. As in A1111, one that is not there is left out, and so are networks of kinds that
 * there are none of.
 */
export function toLoras(text: string, models: readonly Model[]): PromptWithLoras {
  const { prompt, networks } = readNetworks(text)
  const files = models.filter(({ kind }) => kind === 'lora')
  const taken = networks.map((network) => take(network, files))
  return {
    prompt,
    loras: taken.flatMap((one) => (typeof one === 'string' ? [] : [one])),
    warnings: taken.filter((one) => typeof one === 'string'),
  }
}

function take(network: PromptNetwork, files: readonly Model[]): Lora | string {
  const { kind, name, strengths } = network
  if (!isLora(network)) return `Skipped the unknown extra network ${kind}:${name}.`
  const file = findModel(files, name)
  if (file === undefined) return `Networks not found: ${name}.`
  if (strengths === undefined) return `Skipped the LoRA ${name}: its strength is no number.`
  return {
    name: file.filename,
    strength_model: strengths.model,
    strength_clip: strengths.clip,
  }
}
