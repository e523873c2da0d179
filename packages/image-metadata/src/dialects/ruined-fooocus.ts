import type { Json, JsonObject } from '@darkroom/foundation'
import type { Lora } from '@darkroom/recipe'
import type { Findings } from '../findings.ts'
import { arrayAt, isArray, member } from '../json.ts'
import { toLora, toNumber, toText } from '../values.ts'
import { commentNames, type EmbeddedTexts } from './embedded-texts.ts'
import { readPlain } from './plain.ts'

/** Reads RuinedFooocus: JSON that names its software, with LoRAs as `"0.5 - name"`. */
export function readRuinedFooocus(texts: EmbeddedTexts): Findings | undefined {
  const object = texts.find(commentNames, isRuinedFooocus)
  if (object === undefined) return undefined
  return { ...readPlain(object), source: 'ruinedfooocus', loras: readLoras(object) }
}

function isRuinedFooocus(object: JsonObject): boolean {
  return member(object, 'software') === 'RuinedFooocus'
}

function readLoras(object: JsonObject): Lora[] {
  const text = toText(member(object, 'loras'))
  const entries: readonly Json[] = text === undefined ? arrayAt(object, 'loras') : text.split(',')
  return entries.flatMap((entry) => readLora(toText(isArray(entry) ? entry.at(-1) : entry)) ?? [])
}

function readLora(text: string | undefined): Lora | undefined {
  const dash = text?.indexOf(' - ') ?? -1
  if (text === undefined || dash < 0) return undefined
  return toLora(toText(text.slice(dash + 3)), toNumber(text.slice(0, dash)))
}
