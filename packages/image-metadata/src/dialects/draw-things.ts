import { isJsonObject, type JsonObject } from '@darkroom/foundation'
import type { Findings } from '../findings.ts'
import { arrayAt, member, parseJsonObject } from '../json.ts'
import { toAmount, toLora, toNumber, toPositive, toSeed, toSize, toText } from '../values.ts'
import { type EmbeddedTexts, restOf } from './embedded-texts.ts'
import { xmpUserComment } from './xmp.ts'

const used: ReadonlySet<string> = new Set([
  'c',
  'uc',
  'model',
  'sampler',
  'seed',
  'scale',
  'steps',
  'size',
  'lora',
  'strength',
  'v2',
])

/** Reads Draw Things: JSON in the UserComment of its XMP packet, `c` for the prompt and `uc` for the negative one. */
export function readDrawThings(texts: EmbeddedTexts): Findings | undefined {
  const xmp = texts.get('XML:com.adobe.xmp')
  const comment = xmp === undefined ? undefined : parseJsonObject(xmpUserComment(xmp) ?? '')
  const object = comment ?? texts.object('UserComment')
  return object && isDrawThings(object) ? readObject(object) : undefined
}

function isDrawThings(object: JsonObject): boolean {
  return typeof member(object, 'c') === 'string' && Object.hasOwn(object, 'uc')
}

function readObject(object: JsonObject): Findings {
  return {
    source: 'drawthings',
    prompt: toText(member(object, 'c')),
    negative_prompt: toText(member(object, 'uc')),
    model: toText(member(object, 'model')),
    seedText: toSeed(member(object, 'seed')),
    steps: toPositive(member(object, 'steps')),
    cfg: toAmount(member(object, 'scale')),
    sampler: toText(member(object, 'sampler')),
    denoise: toAmount(member(object, 'strength')),
    loras: arrayAt(object, 'lora')
      .filter(isJsonObject)
      .flatMap(
        (lora) => toLora(toText(member(lora, 'model')), toNumber(member(lora, 'weight'))) ?? [],
      ),
    resolution: toSize(toText(member(object, 'size'))),
    extra: restOf(object, used),
  }
}
