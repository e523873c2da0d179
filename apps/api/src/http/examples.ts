// What `/docs` shows, and fills in to be sent as it stands. A test holds every example against its schema.

const time = (seconds: number): string =>
  `2026-11-22T15:30:${seconds.toFixed(3).padStart(6, '0')}+00:00`

const prompt = 'a lighthouse on a cliff at dawn, soft light'
const model = 'base/dreamscape_xl.safetensors'
const resolution = { width: 1024, height: 1024 }
const requestId = '3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11'
const groupId = '9c5b94b1-35ad-49bb-b118-8e8fc24abf80'

const galleryImage = {
  id: 'm3XhZk0aQ9c2Lr7T',
  image_url: '/api/gallery/image/m3XhZk0aQ9c2Lr7T',
  thumbnail_url: '/api/gallery/thumbnail/m3XhZk0aQ9c2Lr7T',
  filepath: '20261122/153012_3f2b8c1e.png',
  prompt,
  negative_prompt: 'blurry, low quality',
  model,
  seed: 42,
  parameters: {
    steps: 20,
    cfg: 7,
    sampler: 'euler',
    scheduler: 'normal',
    resolution,
    loras: [{ name: 'style/ink.safetensors', strength_model: 0.8, strength_clip: 0.8 }],
  },
  timestamp: time(12),
  filesize: 1_482_113,
  ...resolution,
  source: 'darkroom',
  metadata: { favourite: false, tags: [] },
}

const accepted = { request_id: requestId, status: 'queued', position: 0, seed: 42 }

const job = {
  request_id: requestId,
  status: 'completed',
  priority: 0,
  prompt,
  model,
  seed: 42,
  image_url: galleryImage.image_url,
  images: [galleryImage],
  created_at: time(12),
  started_at: time(12.04),
  finished_at: time(21.53),
}

const running = {
  request_id: '7a1d0c52-2a0e-4f4f-8d1c-0b7f5f6f2c33',
  status: 'processing',
  priority: 0,
  progress: { value: 0.45, step: 9, steps: 20, stage: 'sampling' },
  prompt,
  model,
  seed: 43,
  created_at: time(12),
  started_at: time(21.56),
  eta_seconds: 5.2,
}

const waiting = {
  request_id: 'c8d0f5a4-6a5e-4f26-9b68-3d5a1f0f7e02',
  status: 'queued',
  position: 0,
  priority: 0,
  prompt,
  model,
  seed: 44,
  created_at: time(12),
}

const group = {
  paused: false,
  seeds: [42, 43],
  job_ids: [job.request_id, running.request_id],
  thumbnails: [galleryImage.thumbnail_url],
  images: [galleryImage],
  errors: [],
  estimated_seconds_remaining: 5.2,
  created_at: time(12),
}

const frame = {
  frame_number: 1,
  prompt,
  description: 'The lighthouse before the storm.',
  shot_type: 'wide shot',
}

const story = {
  characters: ['Mara, an old keeper in a yellow coat'],
  setting: 'a lighthouse on a cliff',
  atmosphere: 'calm before a storm',
  arc: 'linear',
  prefix: 'masterpiece, best quality',
  producer: 'built-in',
}

const base = {
  filename: model,
  display_name: 'base/dreamscape_xl',
  category: 'base',
  path: `checkpoints/${model}`,
}

const server = {
  name: 'localhost:8188',
  url: 'http://localhost:8188',
  status: 'ready',
  version: '0.8.0',
  queue_remaining: 0,
  last_seen_at: time(12),
  devices: [
    {
      name: 'cuda:0 NVIDIA GeForce RTX 4090 : cudaMallocAsync',
      type: 'cuda',
      vram_total: 25_757_220_864,
      vram_free: 23_622_320_128,
    },
  ],
}

export const examples = {
  accepted,
  galleryImage,
  job,
  jobs: { jobs: [waiting, running, job], next_cursor: '128' },
  queue: {
    paused: false,
    counts: { queued: 1, processing: 1, completed: 1, error: 0, cancelled: 0 },
    running: [running],
    waiting: [waiting],
  },
  batch: {
    batch_id: groupId,
    prompt,
    model,
    seed_mode: 'incremental',
    base_seed: 42,
    total_images: 2,
    completed_images: 1,
    failed_images: [],
    current_image: 2,
    status: 'processing',
    ...group,
  },
  sequence: {
    sequence_id: groupId,
    total_frames: 2,
    completed_frames: 1,
    failed_frames: [],
    current_frame: 2,
    frames: [
      {
        ...frame,
        request_id: job.request_id,
        status: 'completed',
        seed: 42,
        image: galleryImage,
      },
      {
        ...frame,
        frame_number: 2,
        shot_type: 'close-up',
        request_id: running.request_id,
        status: 'processing',
        seed: 42,
      },
    ],
    story: { description: 'Mara keeps the light alone.', style: 'sdxl', keywords: [], ...story },
    status: 'processing',
    ...group,
    seeds: [42, 42],
  },
  sequenceRequest: { sequence_id: groupId, prompts: [frame], seed_mode: 'fixed' },
  scenePrompts: {
    sequence_id: groupId,
    prompts: [{ ...frame, editable: true }],
    metadata: { ...story, negative_prompt: galleryImage.negative_prompt },
  },
  storyDescription:
    'Mara has kept the lighthouse for forty years. One night the lamp fails while a ship nears the rocks, and she climbs the cliff with a lantern to bring it home.',
  change: { prompt: `${prompt}, in the rain`, steps: 30, seed: -1 },
  frameChange: { prompt: `${prompt}, in the rain`, parameters: { steps: 30 } },
  models: {
    base: [base],
    merged: [
      {
        filename: 'merged/anime_mix.safetensors',
        display_name: 'merged/anime_mix',
        category: 'merged',
        path: 'checkpoints/merged/anime_mix.safetensors',
      },
    ],
    lora: [
      {
        filename: 'style/ink.safetensors',
        display_name: 'style/ink',
        category: 'lora',
        path: 'loras/style/ink.safetensors',
      },
    ],
    total_count: 3,
  },
  modelDetails: {
    ...base,
    metadata: { 'modelspec.architecture': 'stable-diffusion-xl-v1-base' },
    family: 'sdxl',
    recommended: { steps: 25, cfg: 6, resolution },
  },
  samplers: {
    samplers: ['euler', 'dpmpp_2m', 'uni_pc'],
    schedulers: ['normal', 'karras', 'simple'],
  },
  server,
  health: {
    status: 'healthy',
    service: 'darkroom',
    version: '1.0.0',
    comfyui: [{ url: server.url, status: 'up', version: '0.8.0', queue_remaining: 0 }],
    queue: { waiting: 0, running: 0, paused: false },
    storage: { path: '/home/mara/images/outputs', writable: true, free_bytes: 83_928_846_336 },
  },
  template: {
    name: 'Foggy harbour',
    prompt: 'a {quiet|busy} harbour in the fog',
    model,
    steps: 30,
    updated_at: time(12),
  },
  templateBody: { prompt: 'a {quiet|busy} harbour in the fog', model, steps: 30 },
  facets: {
    models: [{ value: model, count: 812 }],
    loras: [{ value: 'style/ink.safetensors', count: 97 }],
    samplers: [{ value: 'euler', count: 812 }],
    sizes: [{ ...resolution, count: 640 }],
    days: [{ value: '2026-11-22', count: 31 }],
    sources: [{ value: 'darkroom', count: 812 }],
    tags: [{ value: 'lighthouse', count: 12 }],
  },
  statistics: {
    total_images: 812,
    filtered_images: 97,
    today_count: 31,
    total_size_bytes: 1_203_475_756,
    filtered_size_bytes: 143_764_961,
  },
  problem: {
    type: 'about:blank',
    title: 'Invalid input',
    status: 400,
    detail: 'The body is not valid: steps must be at most 150.',
    code: 'invalid_input',
    errors: [{ path: 'steps', message: 'must be at most 150' }],
    request_id: '0b6f8d1c-9d33-4a55-8d3e-2b7f5c9a4e10',
  },
} as const
