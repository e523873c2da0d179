export interface Lora {
  readonly name: string
  readonly strength_model: number
  readonly strength_clip?: number
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

function toLora(value: unknown): readonly Lora[] {
  if (!isRecord(value) || typeof value.name !== 'string') return []
  const { name, strength_model: model, strength_clip: clip } = value
  return [
    {
      name,
      strength_model: typeof model === 'number' ? model : 1,
      ...(typeof clip === 'number' && clip !== model && { strength_clip: clip }),
    },
  ]
}

/** A value as a list of LoRAs. */
export const lorasOf = (value: unknown): readonly Lora[] =>
  Array.isArray(value) ? value.flatMap(toLora) : []
