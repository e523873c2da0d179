import { type Draft, isRecord, readDraft } from './draft.ts'

/** What the form takes of a picture of the gallery. */
export interface MadePicture {
  readonly prompt: string
  readonly negative_prompt: string
  readonly model: string
  readonly seed: number | null
  readonly parameters: Readonly<Record<string, unknown>>
  readonly width: number | null
  readonly height: number | null
}

const isPixels = (size: unknown): boolean =>
  isRecord(size) && typeof size.width === 'number' && typeof size.height === 'number'

/** The form that makes the picture again: its own words, and its seed. What it does not tell is as the model has it. */
export function fromPicture({ parameters, width, height, seed, ...words }: MadePicture): Draft {
  const resolution = isPixels(parameters.resolution) ? parameters.resolution : { width, height }
  return readDraft({ ...parameters, ...words, resolution, seed: seed ?? -1, count: 1 })
}

/** The form as a template has it; what it does not tell stays as it is. */
export function fromTemplate(draft: Draft, template: Readonly<Record<string, unknown>>): Draft {
  const told = Object.entries(template).filter(
    ([word, value]) => value !== undefined && value !== null && word !== 'count',
  )
  const isSized = told.some(([word]) => word === 'resolution')
  return readDraft({ ...draft, ...(isSized && { shape: undefined }), ...Object.fromEntries(told) })
}
