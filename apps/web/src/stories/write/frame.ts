import { requestKey } from '../../api/request-key.ts'
import { limits, within } from '../../create/limits.ts'
import { type InputPictures, noPictures } from '../../pictures/input-pictures.ts'
import { readPictures } from '../../pictures/read-pictures.ts'
import type { Values } from '../../workflows/form/values.ts'
import { asRecord } from '../../workflows/kept-state.ts'

/** Settings of one frame, in place of those of all. */
export interface OwnSettings {
  readonly seed?: number | undefined
  readonly steps?: number | undefined
  readonly cfg?: number | undefined
  readonly denoise?: number | undefined
  readonly negative_prompt?: string | undefined
}

/** One picture of a story that is still to be made. */
export interface Frame {
  /** Stays when its number does not. */
  readonly id: string
  readonly prompt: string
  readonly description: string
  readonly shot_type: string
  readonly own: OwnSettings
  /** Pictures that go into this frame alone. */
  readonly pictures: InputPictures
  /** Values for the inputs of a workflow, for this frame alone. */
  readonly inputs: Values
}

export const newFrame = (words: Partial<Omit<Frame, 'id'>> = {}): Frame => ({
  id: requestKey(),
  prompt: '',
  description: '',
  shot_type: '',
  own: {},
  pictures: noPictures,
  inputs: {},
  ...words,
})

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

const number = (limit: keyof typeof limits, value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? within(limits[limit], value) : undefined

function readOwn(found: unknown): OwnSettings {
  const own = asRecord(found)
  const { denoise, negative_prompt } = own ?? {}
  return {
    seed: number('seed', own?.seed),
    steps: number('steps', own?.steps),
    cfg: number('cfg', own?.cfg),
    denoise: typeof denoise === 'number' && denoise >= 0 && denoise <= 1 ? denoise : undefined,
    negative_prompt: typeof negative_prompt === 'string' ? negative_prompt : undefined,
  }
}

/** A frame in whatever was kept; undefined for what is none. */
export function readFrame(found: unknown): Frame | undefined {
  const frame = asRecord(found)
  if (frame === undefined) return undefined
  return {
    id: text(frame.id) || requestKey(),
    prompt: text(frame.prompt),
    description: text(frame.description),
    shot_type: text(frame.shot_type),
    own: readOwn(frame.own),
    pictures: readPictures(frame.pictures),
    inputs: asRecord(frame.inputs) ?? {},
  }
}
