import type { WaitingFor, WaitingReason } from '@darkroom/generation'
import { z } from '@hono/zod-openapi'

const reasons = [
  'turn',
  'paused',
  'previous',
  'retry',
  'comfyui',
  'model',
  'server',
  'disk',
] as const satisfies readonly WaitingReason[]

/** What a job, a group or the queue waits for. */
export const waitingFields = {
  waiting_for: z.enum(reasons).optional().openapi({
    description:
      'What holds it up, absent while it is worked on: `turn` other jobs run first · `paused` the queue or its group is · `previous` the frame before it · `retry` a moment after a fault · `comfyui` no ComfyUI answers, or not the one that has it · `model` only servers that do not answer have its files · `server` those that have them are drained, stuck or suspect · `disk` the gallery takes no pictures.',
  }),
  waiting_detail: z.string().optional().openapi({
    description: 'The same as one sentence for a person.',
    example: 'ComfyUI at http://localhost:8188 does not answer; the job begins as soon as it does.',
  }),
}

type Waiting = Readonly<{ waiting_for?: WaitingReason; waiting_detail?: string }>

export const toWaiting = (waitingFor: WaitingFor | undefined): Waiting =>
  waitingFor === undefined
    ? {}
    : { waiting_for: waitingFor.reason, waiting_detail: waitingFor.text }
