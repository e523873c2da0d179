import type { TextToImageInputs } from '@darkroom/workflow-builder'
import type { FrameRequest } from '../src/groups/group-request.ts'
import type { JobRequest } from '../src/job/job-request.ts'
import type { Timings } from '../src/options.ts'

/** Times of a fraction of a second, so that no test has to wait. */
export const quick: Timings = {
  timeout: 20_000,
  poll: 50,
  settle: 150,
  silence: 300,
  probe: 100,
  probeTimeout: 1_000,
  healthFresh: 500,
  catalog: 1_000,
  announce: 5_000,
  catalogTimeout: 1_000,
  failover: 300,
  failoverIdle: 300,
  failoverRefused: 100,
  stopGrace: 1_000,
  cancelGrace: 100,
  rateWindow: 300,
  backoff: 20,
  lease: 5_000,
}

export const inputs: TextToImageInputs = {
  prompt: 'a lighthouse at dusk',
  negative_prompt: 'people',
  model: 'base/dreamscape_xl.safetensors',
  seed: 7,
  steps: 4,
  cfg: 7,
  sampler: 'euler',
  scheduler: 'normal',
  resolution: { width: 64, height: 64 },
  loras: [],
}

export const request: JobRequest = { workflow: 'text-to-image', inputs }

/** The request with other inputs. */
export const asked = (changes: Partial<TextToImageInputs>): JobRequest => ({
  ...request,
  inputs: { ...inputs, ...changes },
})

/** The frames of a story in three pictures. */
export const frames: readonly FrameRequest[] = ['A door opens', 'She looks out', 'Rain'].map(
  (description, index) => ({
    frameNumber: index + 1,
    prompt: `${description}, ink`,
    description,
    shotType: 'wide',
  }),
)
