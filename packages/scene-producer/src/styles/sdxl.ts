import type { Style } from '../shared/style.ts'

export const sdxl: Style = {
  id: 'sdxl',
  form: 'tags',
  quality: 'cinematic film still, highly detailed, sharp focus, coherent composition',
  negativePrompt:
    'lowres, blurry, jpeg artifacts, bad anatomy, bad hands, extra fingers, extra limbs, deformed, disfigured, text, watermark, signature, cropped, worst quality, low quality',
  shots: {
    establishing: { type: 'establishing shot', words: 'establishing shot, extreme wide view' },
    action: { type: 'medium shot', words: 'medium shot, dynamic pose' },
    closeUp: { type: 'close-up', words: 'close-up portrait, expressive face' },
    lowAngle: { type: 'low angle shot', words: 'low angle shot, imposing perspective' },
    overShoulder: { type: 'over-the-shoulder shot', words: 'over-the-shoulder shot' },
    wideAction: { type: 'wide shot', words: 'wide shot, full body' },
    detail: { type: 'extreme close-up', words: 'extreme close-up, macro detail' },
    profile: { type: 'profile shot', words: 'side profile shot' },
    highAngle: { type: 'high angle shot', words: "high angle shot, bird's-eye view" },
    fromBehind: { type: 'rear view', words: 'seen from behind, rear view' },
    silhouette: { type: 'silhouette shot', words: 'silhouette shot, strong rim light' },
    pointOfView: { type: 'point-of-view shot', words: 'point-of-view shot, first person' },
  },
  withoutPeople: {
    action: { type: 'medium shot', words: 'medium shot, dynamic composition' },
    wideAction: { type: 'wide shot', words: 'wide shot, deep perspective' },
  },
  variations: [
    'shallow depth of field',
    'framed by the foreground',
    'backlit',
    'tilted horizon',
    'reflections',
    'soft haze',
    'motion blur',
    'symmetrical composition',
  ],
  advice:
    'Write short comma-separated phrases in English, most important first, no full sentences, at most 45 words.',
}
