import { isJsonObject, type Json, type JsonObject } from '@darkroom/foundation'
import type { Lora } from '@darkroom/recipe'
import type { Findings } from '../findings.ts'
import { arrayAt, isArray, member } from '../json.ts'
import { toLora, toName, toNumber, toText } from '../values.ts'
import { commentNames, type EmbeddedTexts } from './embedded-texts.ts'
import { readPlain } from './plain.ts'

/** Reads RuinedFooocus: JSON that names its software. LoRAs are `[hash, "0.5 - name"]`, before that `Loras:<name:0.5>`. */
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
  if (text?.includes('<')) return taggedLoras(text)
  const entries: readonly Json[] = text === undefined ? arrayAt(object, 'loras') : text.split(',')
  return entries.flatMap((entry) => entryLora(entry) ?? [])
}

function entryLora(entry: Json): Lora | undefined {
  if (isJsonObject(entry))
    return toLora(toName(member(entry, 'name')), toNumber(member(entry, 'weight')))
  return readLora(toText(isArray(entry) ? entry.at(-1) : entry))
}

/** The old form, `Loras:<name:0.5>,<other:1>`, in which a name may have a colon of its own. */
function taggedLoras(text: string): Lora[] {
  return text.split('<').flatMap((piece) => {
    const tag = piece.slice(0, Math.max(piece.indexOf('>'), 0))
    const colon = tag.lastIndexOf(':')
    const name = toText(tag.slice(0, Math.max(colon, 0)))
    return toLora(name, toNumber(tag.slice(colon + 1))) ?? []
  })
}

function readLora(text: string | undefined): Lora | undefined {
  const dash = text?.indexOf(' - ') ?? -1
  if (text === undefined || dash < 0) return undefined
  return toLora(toText(text.slice(dash + 3)), toNumber(text.slice(0, dash)))
}
