import type { JsonObject } from '@darkroom/foundation'
import type { Lora } from '@darkroom/recipe'
import type { Findings } from '../findings.ts'
import { arrayAt, member, objectAt } from '../json.ts'
import {
  toAmount,
  toLora,
  toNumber,
  toPositive,
  toResolution,
  toSeed,
  toText,
  toTime,
} from '../values.ts'
import { type EmbeddedTexts, restOf } from './embedded-texts.ts'

const used: ReadonlySet<string> = new Set([
  'prompt',
  'negativeprompt',
  'model',
  'seed',
  'steps',
  'cfgscale',
  'fluxguidancescale',
  'sampler',
  'scheduler',
  'width',
  'height',
  'loras',
  'loraweights',
])

/** Reads SwarmUI: `sui_image_params` in `parameters` or UserComment; in old versions in EXIF's Model. */
export function readSwarmui(texts: EmbeddedTexts): Findings | undefined {
  const object = texts.find(['parameters', 'UserComment', 'Model'], isSwarmui)
  return object && readSwarmuiObject(object)
}

function isSwarmui(object: JsonObject): boolean {
  return Object.hasOwn(object, 'sui_image_params')
}

function readSwarmuiObject(object: JsonObject): Findings {
  const parameters = objectAt(object, 'sui_image_params')
  const more = objectAt(object, 'sui_extra_data')
  return {
    source: 'swarmui',
    prompt: toText(member(parameters, 'prompt')),
    negative_prompt: toText(member(parameters, 'negativeprompt')),
    model: toText(member(parameters, 'model')),
    seedText: toSeed(member(parameters, 'seed')),
    steps: toPositive(member(parameters, 'steps')),
    cfg: toAmount(member(parameters, 'cfgscale')),
    guidance: toAmount(member(parameters, 'fluxguidancescale')),
    sampler: toText(member(parameters, 'sampler')),
    scheduler: toText(member(parameters, 'scheduler')),
    denoise: toAmount(member(parameters, 'initimagecreativity')),
    loras: readLoras(parameters),
    resolution: toResolution(member(parameters, 'width'), member(parameters, 'height')),
    createdAt: toTime(member(more, 'date')),
    extra: { ...restOf(parameters, used), ...restOf(more, new Set()) },
  }
}

/** LoRAs in two parallel lists, with the weights as strings. */
function readLoras(parameters: JsonObject): Lora[] {
  const weights = arrayAt(parameters, 'loraweights')
  return arrayAt(parameters, 'loras').flatMap(
    (name, index) => toLora(toText(name), toNumber(weights[index])) ?? [],
  )
}
