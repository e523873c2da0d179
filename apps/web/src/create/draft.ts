import { limits, mostLoras, within } from './limits.ts'
import { isShape, type Shape, type Size } from './sizes.ts'

export interface DraftLora {
  readonly name: string
  readonly strength_model: number
  /** As `strength_model` where it is not given. */
  readonly strength_clip?: number | undefined
}

/** Words that have the value that suits the model for as long as nobody has chosen another. */
export interface Settings {
  readonly steps?: number | undefined
  readonly cfg?: number | undefined
  readonly guidance?: number | undefined
  readonly sampler?: string | undefined
  readonly scheduler?: string | undefined
  readonly clip_skip?: number | undefined
  readonly vae?: string | undefined
  readonly text_encoders?: readonly string[] | undefined
  readonly batch_size?: number | undefined
  readonly tiling?: boolean | undefined
}

/** What a person has put into the form; words are spelt as the API spells them. */
export interface Draft extends Settings {
  readonly prompt: string
  readonly negative_prompt: string
  /** Undefined until one is chosen: then the page takes one that runs. */
  readonly model?: string | undefined
  /** −1 is a new one each time. */
  readonly seed: number
  readonly loras: readonly DraftLora[]
  /** How many pictures. */
  readonly count: number
  /** A shape, at the model's own number of pixels. */
  readonly shape?: Shape | undefined
  /** A size of its own, in place of a shape. */
  readonly resolution?: Size | undefined
}

export const emptyDraft: Draft = {
  prompt: '',
  negative_prompt: '',
  seed: -1,
  loras: [],
  count: 1,
}

type Found = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is Found =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const name = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined

const number = (limit: keyof typeof limits, value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? within(limits[limit], value) : undefined

const names = (value: unknown): readonly string[] | undefined => {
  if (!Array.isArray(value)) return undefined
  const found = value.flatMap((one) => name(one) ?? [])
  return found.length === 0 ? undefined : found
}

const size = (value: unknown): Size | undefined => {
  if (!isRecord(value)) return undefined
  const width = number('side', value.width)
  const height = number('side', value.height)
  return width === undefined || height === undefined ? undefined : { width, height }
}

const lora = (value: unknown): readonly DraftLora[] => {
  if (!isRecord(value)) return []
  const called = name(value.name)
  if (called === undefined) return []
  const strength_model = number('strength', value.strength_model) ?? 1
  const strength_clip = number('strength', value.strength_clip)
  return [
    {
      name: called,
      strength_model,
      ...(strength_clip !== undefined && strength_clip !== strength_model && { strength_clip }),
    },
  ]
}

/** The draft in whatever was kept or found: what does not fit is left out, and a number moves to the nearest that does. */
export function readDraft(found: unknown): Draft {
  if (!isRecord(found)) return emptyDraft
  const resolution = size(found.resolution)
  return {
    prompt: text(found.prompt) ?? '',
    negative_prompt: text(found.negative_prompt) ?? '',
    model: name(found.model),
    seed: number('seed', found.seed) ?? -1,
    loras: Array.isArray(found.loras) ? found.loras.flatMap(lora).slice(0, mostLoras) : [],
    count: number('count', found.count) ?? 1,
    shape: resolution === undefined && isShape(found.shape) ? found.shape : undefined,
    resolution,
    steps: number('steps', found.steps),
    cfg: number('cfg', found.cfg),
    guidance: number('guidance', found.guidance),
    sampler: name(found.sampler),
    scheduler: name(found.scheduler),
    clip_skip: number('clip_skip', found.clip_skip),
    vae: name(found.vae),
    text_encoders: names(found.text_encoders),
    batch_size: number('batch_size', found.batch_size),
    tiling: found.tiling === true ? true : undefined,
  }
}
