import { isJsonObject, type JsonObject } from '@darkroom/foundation'
import type { Findings } from '../findings.ts'
import { arrayAt, member, objectAt } from '../json.ts'
import { toAmount, toLora, toNumber, toPositive, toResolution, toSeed, toText } from '../values.ts'
import { type EmbeddedTexts, restOf } from './embedded-texts.ts'

const used: ReadonlySet<string> = new Set([
  'prompt',
  'negative_prompt',
  'negativePrompt',
  'steps',
  'cfgScale',
  'seed',
  'ksamplerName',
  'schedule',
  'baseModel',
  'models',
  'width',
  'height',
])

/** Reads TensorArt: `generation_data`; its seed is often −1 while the graph beside it has the real one. */
export function readTensorart(texts: EmbeddedTexts): Findings | undefined {
  const data = texts.object('generation_data')
  if (data === undefined) return undefined
  return {
    source: 'tensorart',
    prompt: toText(member(data, 'prompt')),
    negative_prompt:
      toText(member(data, 'negative_prompt')) ?? toText(member(data, 'negativePrompt')),
    model: fileName(objectAt(data, 'baseModel')),
    seedText: toSeed(member(data, 'seed')),
    steps: toPositive(member(data, 'steps')),
    cfg: toAmount(member(data, 'cfgScale')),
    guidance: toAmount(member(data, 'guidance')),
    sampler: toText(member(data, 'ksamplerName')) ?? toText(member(data, 'samplerName')),
    scheduler: toText(member(data, 'schedule')),
    denoise: toAmount(member(data, 'denoisingStrength')),
    loras: arrayAt(data, 'models')
      .filter(isJsonObject)
      .flatMap((model) => toLora(fileName(model), toNumber(member(model, 'weight'))) ?? []),
    resolution: toResolution(member(data, 'width'), member(data, 'height')),
    extra: restOf(data, used),
  }
}

function fileName(model: JsonObject): string | undefined {
  return toText(member(model, 'modelFileName')) ?? toText(member(model, 'label'))
}
