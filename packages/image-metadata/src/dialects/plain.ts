import { isJsonObject, type Json, type JsonObject } from '@darkroom/foundation'
import type { Lora } from '@darkroom/recipe'
import type { Findings } from '../findings.ts'
import { isArray, member } from '../json.ts'
import {
  type Size,
  toAmount,
  toLora,
  toName,
  toNumber,
  toPositive,
  toResolution,
  toSeed,
  toSize,
  toText,
  toTime,
} from '../values.ts'

const nested = ['parameters', 'params', 'settings', 'metadata', 'generation'] as const

/** Reads `prompt`, `seed` and so on in any spelling, as in sidecars of tools that do not name themselves. */
export function readPlain(object: JsonObject): Findings {
  const fields = new Fields(object)
  return {
    prompt: fields.text('prompt', 'positive_prompt', 'positive', 'positiveprompt', 'text'),
    negative_prompt: fields.text('negative_prompt', 'negative', 'negativeprompt'),
    model: fields.name(
      'model',
      'modelname',
      'stable_diffusion_model',
      'use_stable_diffusion_model',
      'base_model_name',
      'model_name',
      'checkpoint',
      'ckpt_name',
      'ckpt',
      'base_model',
      'sd_model',
    ),
    seedText: toSeed(fields.first('seed', 'noise_seed')),
    steps: toPositive(fields.first('steps', 'num_inference_steps', 'sampling_steps')),
    cfg: toAmount(fields.first('cfg', 'cfg_scale', 'cfgscale', 'guidance_scale', 'scale')),
    guidance: toAmount(fields.first('guidance', 'distilled_cfg_scale', 'flux_guidance')),
    sampler: fields.name('sampler', 'sampler_name'),
    scheduler: fields.name('scheduler', 'schedule_type'),
    denoise: toAmount(fields.first('denoise', 'denoising_strength', 'strength')),
    loras: readLoras(fields.first('loras', 'lora')),
    resolution: sizeOf(fields),
    createdAt: toTime(fields.first('timestamp', 'generated', 'created', 'created_at', 'date')),
    extra: extraOf(fields),
  }
}

/** Fields by normalised key (lower case, underscores); the object's own keys override those of nested `parameters`. */
class Fields {
  readonly #values = new Map<string, Json>()

  constructor(object: JsonObject) {
    this.#take(object)
    for (const key of nested) {
      const inner = this.#values.get(key)
      if (isJsonObject(inner)) this.#take(inner)
    }
  }

  first(...keys: readonly string[]): Json | undefined {
    for (const key of keys) {
      const value = this.#values.get(key)
      if (value !== undefined && value !== null && value !== '') return value
    }
    return undefined
  }

  text(...keys: readonly string[]): string | undefined {
    return toText(this.first(...keys))
  }

  name(...keys: readonly string[]): string | undefined {
    return toName(this.first(...keys))
  }

  #take(object: JsonObject): void {
    for (const key of Object.keys(object)) {
      const name = key.trim().toLowerCase().replace(/[\s-]/g, '_')
      const value = object[key]
      if (value !== undefined && !this.#values.has(name)) this.#values.set(name, value)
    }
  }
}

function sizeOf(fields: Fields): Size | undefined {
  const size = toResolution(fields.first('width', 'w'), fields.first('height', 'h'))
  if (size !== undefined) return size
  const value = fields.first('size', 'resolution')
  return isJsonObject(value) ? sizeOf(new Fields(value)) : toSize(toText(value))
}

/** Reads LoRAs as `[{ name, strength… }]`, `[{ lora, weight }]` or `["name"]`. */
export function readLoras(value: Json | undefined): Lora[] | undefined {
  if (!isArray(value)) return undefined
  return value.flatMap((entry) => {
    if (!isJsonObject(entry)) return toLora(toText(entry), 1) ?? []
    const name =
      toName(member(entry, 'name')) ??
      toName(member(entry, 'lora')) ??
      toName(member(entry, 'model'))
    const model = toNumber(member(entry, 'strength_model')) ?? toNumber(member(entry, 'strength'))
    return (
      toLora(
        name,
        model ?? toNumber(member(entry, 'weight')),
        toNumber(member(entry, 'strength_clip')),
      ) ?? []
    )
  })
}

function extraOf(fields: Fields): Readonly<Record<string, Json>> | undefined {
  const workflow = fields.text('workflow')
  return workflow === undefined ? undefined : { workflow }
}
