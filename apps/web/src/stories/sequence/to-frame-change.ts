import type { InferRequestType } from 'hono/client'
import type { api } from '../../api/client.ts'
import type { Frame } from './sequence-queries.ts'

export type FrameChange = NonNullable<
  InferRequestType<
    (typeof api.sequence)[':sequence_id']['frames'][':frame_number']['regenerate']['$post']
  >['json']
>

/** What a person may change of a frame that is made anew; null is what it is made with now, of the seed: a new one. */
export interface FrameDraft {
  readonly prompt: string
  readonly seed: number | null
  readonly model: string | null
  readonly steps: number | null
  readonly cfg: number | null
  readonly sampler: string | null
  readonly scheduler: string | null
}

export const draftOf = ({ prompt }: Pick<Frame, 'prompt'>): FrameDraft => ({
  prompt,
  seed: null,
  model: null,
  steps: null,
  cfg: null,
  sampler: null,
  scheduler: null,
})

/** The request: only what differs. A frame of a workflow takes inputs in place of parameters. */
export function toFrameChange(
  { prompt, seed, model, steps, cfg, sampler, scheduler }: FrameDraft,
  frame: Pick<Frame, 'prompt' | 'workflow'>,
): FrameChange {
  const given = {
    ...(seed !== null && { seed }),
    ...(model !== null && { model }),
    ...(steps !== null && { steps }),
    ...(cfg !== null && { cfg }),
    ...(sampler !== null && { sampler }),
    ...(scheduler !== null && { scheduler }),
  }
  const words = prompt.trim() === frame.prompt.trim() ? {} : { prompt: prompt.trim() }
  if (Object.keys(given).length === 0) return words
  return frame.workflow === undefined
    ? { ...words, parameters: given }
    : { ...words, inputs: given }
}
