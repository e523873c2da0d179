import type { GalleryPicture, Model, Workflow } from '@darkroom/door-ports'
import type { MemoryHouse } from '@darkroom/door-ports/testing'

const model = (filename: string, kind: Model['kind']): Model => ({
  filename,
  displayName: filename.replace(/\.\w+$/, ''),
  kind,
  servers: ['gpu-1'],
})

const models: readonly Model[] = [
  model('base/dreamscape_xl.safetensors', 'base'),
  model('base/photon.safetensors', 'base'),
  model('style/ink.safetensors', 'lora'),
  model('RealESRGAN_x4plus.safetensors', 'upscale'),
]

const portrait: Workflow = {
  name: 'portrait',
  title: 'Portrait',
  description: 'A face in soft light.',
  source: 'file',
  task: 'image-to-image',
  runnable: true,
  inputs: [
    { key: 'prompt', label: 'Prompt', type: 'text', role: 'prompt', required: true },
    { key: 'photo', label: 'Photo', type: 'image', role: 'image', required: true },
    { key: 'seed', label: 'Seed', type: 'seed', role: 'seed', required: false, default: 7 },
    {
      key: 'mood',
      label: 'Mood',
      type: 'choice',
      required: false,
      choices: ['calm', 'stern'],
      default: 'calm',
    },
  ],
}

const away: Workflow = {
  ...portrait,
  name: 'away',
  title: 'Away',
  source: 'built_in',
  runnable: false,
}

const lighthouse: GalleryPicture = {
  id: 'm3XhZk0aQ9c2Lr7T',
  url: '/api/gallery/image/m3XhZk0aQ9c2Lr7T?v=1',
  thumbnailUrl: '/api/gallery/thumbnail/m3XhZk0aQ9c2Lr7T?v=1',
  path: '20261122/153012_3f2b8c1e.png',
  mediaType: 'image/png',
  size: 1_482_113,
  width: 1024,
  height: 768,
  recipe: { prompt: 'a lighthouse at dawn', model: 'base/dreamscape_xl.safetensors', seed: 42 },
  timestamp: 1_764_000_000_000,
  isFavourite: true,
  tags: ['sea'],
}

/** What a house has that is enough for every tool. */
export const sample = { models, workflows: [portrait, away], pictures: [lighthouse] }

export const pictureId = lighthouse.id

/** Jobs are done as soon as they are asked for. */
export function finishAtOnce({ jobs, pictures }: MemoryHouse): void {
  pictures.gallery.set(pictureId, new Uint8Array([1, 2, 3]))
  jobs.onSubmit = ({ id }) => {
    jobs.start(id)
    jobs.finish(id, [{ bytes: new Uint8Array([4, 5, 6]) }])
  }
}
