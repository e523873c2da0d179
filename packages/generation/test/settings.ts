import type { TextToImageInputs } from '@darkroom/workflow-builder'
import type { FrameRequest, SequenceRequest } from '../src/groups/group-request.ts'
import { pictureOfJob } from '../src/job/given-file.ts'
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

const mixedGraph = {
  pictures: {
    class_type: 'EmptyImage',
    inputs: { width: 64, height: 64, batch_size: 2, color: 255 },
  },
  film: { class_type: 'CreateVideo', inputs: { images: ['pictures', 0], fps: 8 } },
  a: {
    class_type: 'SaveVideo',
    inputs: { video: ['film', 0], filename_prefix: 'x', format: 'mp4', codec: 'auto' },
  },
  b: { class_type: 'SaveImage', inputs: { images: ['pictures', 0], filename_prefix: 'x' } },
  sound: { class_type: 'EmptyAudio', inputs: { duration: 1, sample_rate: 44_100, channels: 2 } },
  c: { class_type: 'PreviewAudio', inputs: { audio: ['sound', 0] } },
  d: { class_type: 'PreviewAny', inputs: { source: 'a text' } },
}

/** A graph that makes a video, two pictures, sound that is only heard, and a text. */
export const mixed: JobRequest = {
  workflow: 'graph',
  inputs: { graph: JSON.stringify(mixedGraph) },
}

/** The frames of a story in three pictures. */
export const frames: readonly FrameRequest[] = ['A door opens', 'She looks out', 'Rain'].map(
  (description, index) => ({
    frameNumber: index + 1,
    prompt: `${description}, ink`,
    description,
    shotType: 'wide',
  }),
)

/** Each frame but the first is made from the one before, by a workflow that has a picture. */
export function chained(): SequenceRequest {
  const ids = frames.map(() => crypto.randomUUID())
  const made = frames.map((frame, index): FrameRequest => {
    const before = ids[index - 1]
    const requestId = ids[index]
    if (before === undefined) return { ...frame, requestId }
    const file = pictureOfJob(before)
    return {
      ...frame,
      requestId,
      workflow: 'image-to-image',
      inputs: { image: file.name, denoise: 0.5 },
      files: [file],
      made: {
        workflow: 'image-to-image',
        inputs: { prompt: frame.prompt, seed: -1, image: { job: before, index: 0 } },
      },
    }
  })
  return { workflow: 'text-to-image', inputs, frames: made }
}
