import { isPictureModel, type Model, type ModelKind } from '@darkroom/door-ports'
import { baseOf, flatName, stemOf } from './find-model.ts'
import { samplerAliases, samplerLabel, schedulerLabel } from './methods.ts'
import { latentModes } from './to-upscale.ts'

const of = (models: readonly Model[], ...kinds: readonly ModelKind[]): readonly Model[] =>
  models.filter(({ kind }) => kinds.includes(kind))

/** `sd-models`. A title without a hash is one that A1111 writes too, before it knows the hash. */
export const toCheckpoints = (models: readonly Model[]) =>
  models.filter(isPictureModel).map((model) => ({
    title: model.filename,
    model_name: flatName(model),
    hash: null,
    sha256: null,
    filename: model.filename,
    config: null,
  }))

/** `sd-vae`; with text encoders, `sd-modules` of Forge. */
export const toModules = (models: readonly Model[], ...kinds: readonly ModelKind[]) =>
  of(models, ...kinds).map(({ filename }) => ({ model_name: baseOf(filename), filename }))

/** `loras`, by the names that prompts have for them. */
export const toLoraList = (models: readonly Model[]) =>
  of(models, 'lora').map(({ filename }) => ({
    name: stemOf(baseOf(filename)),
    alias: stemOf(baseOf(filename)),
    path: filename,
    metadata: {},
  }))

/** `upscalers`: none, and the models. */
export const toUpscalers = (models: readonly Model[]) => [
  { name: 'None', model_name: null, model_path: null, model_url: null, scale: 1 },
  ...of(models, 'upscale').map(({ filename }) => ({
    name: stemOf(baseOf(filename)),
    model_name: stemOf(baseOf(filename)),
    model_path: filename,
    model_url: null,
    scale: scaleOf(filename),
  })),
]

/** Names of upscale models tell their factor: `4x-UltraSharp`, `RealESRGAN_x4plus`. */
const scaleOf = (name: string): number => {
  const [, before, after] = /(?:^|\D)(?:(\d)x|x(\d))/i.exec(baseOf(name)) ?? []
  return Number(before ?? after ?? 4)
}

export const toLatentModes = () => latentModes.map((name) => ({ name }))

export const toSamplers = (names: readonly string[]) =>
  names.map((name) => ({ name: samplerLabel(name), aliases: samplerAliases(name), options: {} }))

/** `schedulers`, of which the first leaves the choice to the model. */
export const toSchedulers = (names: readonly string[]) =>
  [{ name: 'automatic', label: 'Automatic' }, ...names.map(named)].map((one) => ({
    ...one,
    aliases: null,
    default_rho: -1,
    need_inner_model: false,
  }))

const named = (name: string) => ({ name, label: schedulerLabel(name) })

/** ControlNets, without their extension, as the ControlNet extension lists them. */
export const toControlNets = (models: readonly Model[]): readonly string[] =>
  of(models, 'controlnet').map(({ filename }) => stemOf(filename))
