import type { Json, JsonObject } from '@darkroom/foundation'
import type { Lora } from '@darkroom/recipe'
import { isArray, member } from '../json.ts'
import { toLora, toName, toNumber } from '../values.ts'

const pairs = [
  ['use_lora_model', 'lora_alpha'],
  ['LoRA model', 'LoRA Strength'],
  ['lora_paths', 'lora_scales'],
] as const

/** LoRAs as two lists, of names and of strengths: those of Easy Diffusion and of mflux. */
export function pairedLoras(object: JsonObject): Lora[] | undefined {
  const pair = pairs.find(([names]) => Object.hasOwn(object, names))
  if (pair === undefined) return undefined
  const [names, strengths] = pair.map((key) => listOf(member(object, key)))
  return names?.flatMap((name, index) => toLora(toName(name), toNumber(strengths?.[index])) ?? [])
}

/** A list, a single value, or a list as Python writes it: `['ink', 'rain']`, `[0.5, 1]`. */
function listOf(value: Json | undefined): readonly Json[] {
  if (isArray(value)) return value
  if (typeof value !== 'string') return value === undefined || value === null ? [] : [value]
  const text = value.trim()
  if (!text.startsWith('[') || !text.endsWith(']')) return [text]
  return text
    .slice(1, -1)
    .split(',')
    .map((item) => item.trim().replace(/^(['"])(.*)\1$/, '$2'))
    .filter((item) => item !== '')
}
