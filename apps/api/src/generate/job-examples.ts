import { imageExample } from '../gallery/gallery-image.ts'
import { outputExample } from '../outputs/output-schema.ts'

// Examples shown by `/docs`. A test checks each against its schema.

const { prompt, model, negative_prompt } = imageExample

export const requestExample = { prompt, model, negative_prompt, steps: 20, seed: 42 }

export const exampleTime = (seconds: number): string =>
  `2026-11-22T15:30:${seconds.toFixed(3).padStart(6, '0')}+00:00`

export const jobExample = {
  request_id: '3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11',
  status: 'completed',
  priority: 0,
  prompt,
  model,
  seed: 42,
  image_url: imageExample.image_url,
  images: [imageExample],
  outputs: [outputExample],
  created_at: exampleTime(12),
  started_at: exampleTime(12.04),
  finished_at: exampleTime(21.53),
}

export const runningExample = {
  request_id: '7a1d0c52-2a0e-4f4f-8d1c-0b7f5f6f2c33',
  status: 'processing',
  priority: 0,
  progress: { value: 0.45, step: 9, steps: 20, stage: 'sampling', stale: false },
  prompt,
  model,
  seed: 43,
  created_at: exampleTime(12),
  started_at: exampleTime(21.56),
  eta_seconds: 5.2,
}

export const waitingExample = {
  request_id: 'c8d0f5a4-6a5e-4f26-9b68-3d5a1f0f7e02',
  status: 'queued',
  position: 0,
  waiting_for: 'turn',
  waiting_detail: 'It is next.',
  priority: 0,
  prompt,
  model,
  seed: 44,
  created_at: exampleTime(12),
}

export const acceptedExample = {
  request_id: jobExample.request_id,
  status: 'queued',
  position: 0,
  seed: 42,
}

export const changeExample = { prompt: `${prompt}, in the rain`, steps: 30, seed: -1 }
