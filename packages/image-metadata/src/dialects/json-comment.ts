import type { JsonObject } from '@darkroom/foundation'
import type { Findings } from '../findings.ts'
import { looksLikeJson, member } from '../json.ts'
import { commentNames, type EmbeddedTexts, restOf } from './embedded-texts.ts'
import { pairedLoras } from './paired-loras.ts'
import { readPlain } from './plain.ts'

const used: ReadonlySet<string> = new Set([
  'prompt',
  'negative_prompt',
  'resolution',
  'guidance_scale',
  'num_inference_steps',
  'seed',
  'sampler',
  'Model',
])

/** Reads demo pages on Hugging Face: JSON with `Model` and `resolution`. */
export function readHfSpace(texts: EmbeddedTexts): Findings | undefined {
  const object = texts.find(commentNames, isHfSpace)
  return object && { ...readPlain(object), source: 'hfspace', extra: restOf(object, used) }
}

function isHfSpace(object: JsonObject): boolean {
  return ['Model', 'resolution', 'guidance_scale'].every((key) => Object.hasOwn(object, key))
}

/** Reads tools that do not name themselves: JSON with a prompt in it, or texts named `prompt`, `seed` and so on. */
export function readAnonymous(texts: EmbeddedTexts): Findings | undefined {
  const prompt = texts.get('prompt')
  if (prompt !== undefined && !looksLikeJson(prompt)) return readPlain(texts.entries())
  const object = texts.find(commentNames, (each) => typeof member(each, 'prompt') === 'string')
  if (object === undefined) return undefined
  const found = readPlain(object)
  return { ...found, loras: found.loras ?? pairedLoras(object) }
}
