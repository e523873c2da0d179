import type { GalleryImage } from '../api/types.ts'

/** A picture for tests. */
export const examplePicture = (change: Partial<GalleryImage> = {}): GalleryImage => ({
  id: 'm3XhZk0aQ9c2Lr7T',
  image_url: '/api/gallery/image/m3XhZk0aQ9c2Lr7T',
  thumbnail_url: '/api/gallery/thumbnail/m3XhZk0aQ9c2Lr7T',
  filepath: '20261122/153012_3f2b8c1e.png',
  prompt: 'a lighthouse on a cliff at dawn',
  negative_prompt: '',
  model: 'base/dreamscape_xl.safetensors',
  seed: 42,
  parameters: {
    steps: 20,
    cfg: 7,
    sampler: 'euler',
    scheduler: '',
    resolution: { width: 1024, height: 768 },
    loras: [{ name: 'ink.safetensors', strength_model: 0.8, strength_clip: 0.8 }],
  },
  timestamp: '2026-11-22T15:30:12.000+00:00',
  filesize: 1_482_113,
  media_type: 'image/png',
  width: 1024,
  height: 768,
  source: 'darkroom',
  metadata: {},
  ...change,
})
