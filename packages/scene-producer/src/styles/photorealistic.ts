import type { Style } from '../shared/style.ts'

export const photorealistic: Style = {
  id: 'photorealistic',
  form: 'sentences',
  quality:
    'A photorealistic photograph with natural skin texture, true-to-life colours and fine detail.',
  negativePrompt:
    'cartoon, anime, illustration, painting, drawing, 3d render, cgi, plastic skin, oversaturated, deformed, bad anatomy, extra fingers, blurry, low resolution, text, watermark',
  shots: {
    establishing: {
      type: 'wide establishing photograph',
      words: 'A wide establishing photograph taken with a 24mm lens',
    },
    action: {
      type: 'medium photograph',
      words: 'A candid medium photograph taken with a 35mm lens',
    },
    closeUp: {
      type: 'close-up portrait',
      words: 'A close-up portrait taken with an 85mm lens at f/1.8',
    },
    lowAngle: {
      type: 'low-angle photograph',
      words: 'A photograph taken from close to the ground, looking up',
    },
    overShoulder: {
      type: 'over-the-shoulder photograph',
      words: 'A photograph taken over a shoulder with a 50mm lens',
    },
    wideAction: {
      type: 'full-length photograph',
      words: 'A full-length photograph taken with a 28mm lens',
    },
    detail: { type: 'macro photograph', words: 'A macro photograph taken with a 100mm lens' },
    profile: { type: 'profile photograph', words: 'A photograph in profile, taken from the side' },
    highAngle: {
      type: 'high-angle photograph',
      words: 'A photograph taken from high above, looking down',
    },
    fromBehind: { type: 'photograph from behind', words: 'A photograph taken from behind' },
    silhouette: {
      type: 'silhouette photograph',
      words: 'A silhouette photograph taken against the light',
    },
    pointOfView: {
      type: 'point-of-view photograph',
      words: "A photograph taken from the subject's own point of view",
    },
  },
  withoutPeople: {
    action: { type: 'medium photograph', words: 'A photograph taken with a 35mm lens' },
    wideAction: { type: 'wide photograph', words: 'A photograph taken with a 28mm lens' },
  },
  variations: [
    'The background melts into soft bokeh',
    'Something out of focus in the foreground frames the view',
    'The light comes from behind',
    'The camera is slightly tilted',
    'A reflection repeats the scene',
    'A thin haze hangs in the air',
    'A trace of motion blur shows the movement',
    'The composition is strictly symmetrical',
  ],
  advice:
    'Write two or three plain English sentences that describe a photograph: subject, action, place, light, lens. At most 70 words.',
}
