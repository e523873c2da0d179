import type { Json, JsonObject } from '@darkroom/foundation'
import { z } from 'zod'
import type { LoraPart, WorkflowInput } from './workflow-input.ts'

/** Whether the input is a list of LoRAs, each with its strengths. */
export const isLoraList = ({ targets }: Pick<WorkflowInput, 'targets'>): boolean =>
  targets.some(({ lora }) => lora !== undefined)

/** As many as the workflow loads. */
export const longestLoraList = ({ targets }: Pick<WorkflowInput, 'targets'>): number =>
  Math.max(0, ...targets.map(({ lora }) => (lora === undefined ? 0 : lora.index + 1)))

export interface LoraValue {
  readonly name: string
  readonly strength_model: number
  readonly strength_clip: number
}

const strength = z.number()
const loraSchema = z.strictObject({
  name: z.string().min(1),
  strength_model: strength.optional(),
  strength_clip: strength.optional(),
})

/** One of a list, as a recipe has it: full strength unless said, and the same on the text encoder as on the model. */
export function toLora(value: unknown): LoraValue | undefined {
  const parsed = loraSchema.safeParse(value)
  if (!parsed.success) return undefined
  const { name, strength_model: model = 1, strength_clip: clip = model } = parsed.data
  return { name, strength_model: model, strength_clip: clip }
}

/**
 * The value of a place; undefined where it stays. A LoRA that is not in the list loses its effect, and keeps its file where
 * the server has that: one that it has not would be refused though nothing loads it.
 */
export function partOfLoras(
  value: Json,
  { index, word, saved }: LoraPart,
  choices: readonly Json[] = [],
): Json | undefined {
  const lora = toLora(Array.isArray(value) ? value[index] : undefined)
  if (lora !== undefined) return lora[word]
  if (word !== 'name') return 0
  return choices.includes(saved) ? undefined : choices[0]
}

export const loraListSchema = (input: Pick<WorkflowInput, 'targets'>): JsonObject => ({
  type: 'array',
  maxItems: longestLoraList(input),
  items: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      strength_model: { type: 'number', default: 1 },
      strength_clip: { type: 'number', description: 'That of the model unless said.' },
    },
    required: ['name'],
    additionalProperties: false,
  },
})
