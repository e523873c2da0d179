import { imageExample } from '../gallery/gallery-image.ts'
import {
  exampleTime,
  jobExample,
  requestExample,
  runningExample,
} from '../generate/job-examples.ts'
import { frameExample, storyExample } from '../stories/story-schemas.ts'

// Examples shown by `/docs`. A test checks each against its schema.

const groupId = '9c5b94b1-35ad-49bb-b118-8e8fc24abf80'

const group = {
  status: 'processing',
  paused: false,
  seeds: [42, 43],
  job_ids: [jobExample.request_id, runningExample.request_id],
  thumbnails: [imageExample.thumbnail_url],
  images: [imageExample],
  errors: [],
  estimated_seconds_remaining: 5.2,
  created_at: exampleTime(12),
}

const { seed: base_seed, ...requested } = requestExample

export const batchRequestExample = { ...requested, batch_count: 4, base_seed }

export const batchExample = {
  batch_id: groupId,
  prompt: imageExample.prompt,
  model: imageExample.model,
  seed_mode: 'incremental',
  base_seed: 42,
  total_images: 2,
  completed_images: 1,
  failed_images: [],
  current_image: 2,
  ...group,
}

export const sequenceExample = {
  sequence_id: groupId,
  total_frames: 2,
  completed_frames: 1,
  failed_frames: [],
  current_frame: 2,
  frames: [
    {
      ...frameExample,
      request_id: jobExample.request_id,
      status: 'completed',
      seed: 42,
      image: imageExample,
    },
    {
      ...frameExample,
      frame_number: 2,
      shot_type: 'close-up',
      request_id: runningExample.request_id,
      status: 'processing',
      seed: 42,
    },
  ],
  story: {
    description: 'Mara keeps the light alone.',
    style: 'sdxl',
    keywords: [],
    ...storyExample,
  },
  ...group,
  seeds: [42, 42],
}

export const summaryExample = {
  sequence_id: groupId,
  description: sequenceExample.story.description,
  status: group.status,
  paused: group.paused,
  total_frames: 2,
  completed_frames: 1,
  failed_frames: [],
  thumbnails: group.thumbnails,
  estimated_seconds_remaining: group.estimated_seconds_remaining,
  created_at: group.created_at,
}
