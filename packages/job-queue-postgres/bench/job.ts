import { randomUUID } from 'node:crypto'
import type { JobSpec } from '@darkroom/job-queue'

/** A prompt that no other has, for a database keeps long texts compressed. */
const prompt = (): string =>
  Array.from({ length: 54 }, () => Math.random().toString(36).slice(2, 7)).join(' ')

/** A payload like a text-to-image request: about 600 bytes of JSON, as in the bench of the files. */
const createPayload = () => ({
  prompt: prompt(),
  negative_prompt: 'blurry, low quality, watermark',
  model: 'base/dreamscape_xl.safetensors',
  seed: 123_456_789,
  steps: 20,
  cfg: 7,
  sampler: 'euler',
  scheduler: 'normal',
  width: 1_024,
  height: 1_024,
  loras: [{ name: 'style/ink.safetensors', strength_model: 0.8, strength_clip: 0.8 }],
})

export const createJob = (): JobSpec => ({
  id: randomUUID(),
  kind: 'image',
  payload: createPayload(),
})
