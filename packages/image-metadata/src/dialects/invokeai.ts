import { isJsonObject, type Json, type JsonObject } from '@darkroom/foundation'
import type { Lora } from '@darkroom/recipe'
import type { Findings } from '../findings.ts'
import { arrayAt, isArray, member, objectAt } from '../json.ts'
import {
  toAmount,
  toLora,
  toName,
  toNumber,
  toPositive,
  toResolution,
  toSeed,
  toText,
} from '../values.ts'
import { type EmbeddedTexts, restOf } from './embedded-texts.ts'
import { readDream, splitBrackets } from './invokeai-dream.ts'

const used: ReadonlySet<string> = new Set([
  'positive_prompt',
  'negative_prompt',
  'seed',
  'steps',
  'cfg_scale',
  'guidance',
  'scheduler',
  'model',
  'loras',
  'width',
  'height',
  'strength',
])

/** Reads InvokeAI: `invokeai_metadata` since version 3, `sd-metadata` in version 2, `Dream` in version 1. */
export function readInvokeai(texts: EmbeddedTexts): Findings | undefined {
  const metadata = texts.object('invokeai_metadata')
  if (metadata !== undefined) return readMetadata(metadata)
  const older = texts.object('sd-metadata')
  if (older !== undefined) return readOlder(older)
  const dream = texts.get('Dream')
  if (dream !== undefined) return readDream(dream)
  const isInvoke = texts.has('invokeai_graph') || texts.has('invokeai_workflow')
  return isInvoke ? { source: 'invokeai' } : undefined
}

function readMetadata(metadata: JsonObject): Findings {
  return {
    source: 'invokeai',
    prompt: toText(member(metadata, 'positive_prompt')),
    negative_prompt: toText(member(metadata, 'negative_prompt')),
    model: modelName(member(metadata, 'model')),
    seedText: toSeed(member(metadata, 'seed')),
    steps: toPositive(member(metadata, 'steps')),
    cfg: toAmount(member(metadata, 'cfg_scale')),
    guidance: toAmount(member(metadata, 'guidance')),
    // The sampler is called scheduler in Invoke.
    sampler: toText(member(metadata, 'scheduler')),
    denoise: toAmount(member(metadata, 'strength')),
    loras: readLoras(arrayAt(metadata, 'loras')),
    resolution: toResolution(member(metadata, 'width'), member(metadata, 'height')),
    extra: restOf(metadata, used),
  }
}

function modelName(value: Json | undefined): string | undefined {
  if (!isJsonObject(value)) return toText(value)
  return toText(member(value, 'name')) ?? toText(member(value, 'model_name'))
}

function readLoras(loras: readonly Json[]): Lora[] {
  return loras.filter(isJsonObject).flatMap((entry) => {
    const model = member(entry, 'model') ?? member(entry, 'lora')
    return toLora(modelName(model), toNumber(member(entry, 'weight'))) ?? []
  })
}

function readOlder(metadata: JsonObject): Findings {
  const image = objectAt(metadata, 'image')
  const { positive, negative } = splitBrackets(olderPrompt(member(image, 'prompt')))
  return {
    source: 'invokeai',
    prompt: toText(positive),
    negative_prompt: toText(negative),
    model: toName(member(metadata, 'model_weights')),
    seedText: toSeed(member(image, 'seed')),
    steps: toPositive(member(image, 'steps')),
    cfg: toAmount(member(image, 'cfg_scale')),
    sampler: toText(member(image, 'sampler')),
    denoise: toAmount(member(image, 'strength')),
    resolution: toResolution(member(image, 'width'), member(image, 'height')),
    extra: restOf(metadata, new Set(['image', 'model_weights'])),
  }
}

function olderPrompt(value: Json | undefined): string {
  if (typeof value === 'string') return value
  const first = isArray(value) ? value[0] : undefined
  return isJsonObject(first) ? (toText(member(first, 'prompt')) ?? '') : ''
}
