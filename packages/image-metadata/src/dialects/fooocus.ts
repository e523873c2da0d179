import type { Json, JsonObject } from '@darkroom/foundation'
import type { Lora } from '@darkroom/recipe'
import type { Findings } from '../findings.ts'
import { arrayAt, isArray, member } from '../json.ts'
import { toLora, toNumber, toText } from '../values.ts'
import { commentNames, type EmbeddedTexts, restOf } from './embedded-texts.ts'
import { readPlain } from './plain.ts'

const used: ReadonlySet<string> = new Set([
  'prompt',
  'negative_prompt',
  'base_model',
  'seed',
  'steps',
  'guidance_scale',
  'sampler',
  'scheduler',
  'resolution',
  'loras',
])

/** Reads Fooocus. Its own scheme is JSON; its other scheme is like A1111's, so that only the tool is reported here. */
export function readFooocus(texts: EmbeddedTexts): Findings | undefined {
  const object = texts.find(commentNames, isFooocus)
  if (object !== undefined) return readObject(object)
  return texts.has('fooocus_scheme') ? { source: 'fooocus' } : undefined
}

function isFooocus(object: JsonObject): boolean {
  return Object.hasOwn(object, 'base_model') && !Object.hasOwn(object, 'software')
}

function readObject(object: JsonObject): Findings {
  return {
    ...readPlain(object),
    source: 'fooocus',
    loras: [
      ...arrayAt(object, 'loras').flatMap((entry) => listedLora(entry) ?? []),
      ...combined(object),
    ],
    extra: restOf(object, used),
  }
}

/** A LoRA as `[name, weight, hash]`. */
function listedLora(entry: Json): Lora | undefined {
  return isArray(entry) ? toLora(toText(entry[0]), toNumber(entry[1])) : undefined
}

/** LoRAs as `lora_combined_1: "name : 0.5"`. */
function combined(object: JsonObject): Lora[] {
  return Object.keys(object).flatMap((key) => {
    const value = key.startsWith('lora_combined_') ? toText(member(object, key)) : undefined
    const colon = value?.lastIndexOf(' : ') ?? -1
    if (value === undefined || colon < 0) return []
    return toLora(toText(value.slice(0, colon)), toNumber(value.slice(colon + 3))) ?? []
  })
}
