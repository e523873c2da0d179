import type { Style } from '../shared/style.ts'

/** The tags for shots are Danbooru's, on which Illustrious and its relatives were trained. */
/** Formats a look as tags: "young girl, red hair, yellow raincoat". */
const asTags = (description: string): string =>
  description
    .split(/ (?:with|wearing|and|in) |, /)
    .map((part) => part.replace(/^(?:an?|the|his|her|their) /i, ''))
    .join(', ')

export const illustrious: Style = {
  id: 'illustrious',
  form: 'tags',
  quality: 'masterpiece, best quality, amazing quality, very aesthetic, absurdres, newest',
  negativePrompt:
    'worst quality, low quality, lowres, bad anatomy, bad hands, extra digits, fewer digits, jpeg artifacts, signature, watermark, username, artist name, text, logo, multiple views, censored',
  look: asTags,
  shots: {
    establishing: { type: 'very wide shot', words: 'very wide shot, scenery' },
    action: { type: 'cowboy shot', words: 'cowboy shot, dynamic pose' },
    closeUp: { type: 'close-up', words: 'close-up, portrait, expressive eyes' },
    lowAngle: { type: 'from below', words: 'from below, foreshortening' },
    overShoulder: { type: 'over shoulder', words: 'over shoulder, upper body' },
    wideAction: { type: 'wide shot', words: 'wide shot, full body' },
    detail: { type: 'still life', words: 'extreme close-up, still life, blurry background' },
    profile: { type: 'from side', words: 'from side, profile' },
    highAngle: { type: 'from above', words: "from above, bird's-eye view" },
    fromBehind: { type: 'from behind', words: 'from behind, facing away' },
    silhouette: { type: 'silhouette', words: 'silhouette, backlighting' },
    pointOfView: { type: 'pov', words: 'pov, hands' },
  },
  withoutPeople: {
    action: { type: 'dynamic angle', words: 'scenery, dynamic angle' },
    wideAction: { type: 'wide shot', words: 'wide shot, scenery, perspective' },
  },
  variations: [
    'depth of field',
    'foreshortening',
    'dutch angle',
    'light particles',
    'lens flare',
    'wind',
    'reflection',
    'chromatic aberration',
  ],
  advice:
    'Write lower-case Danbooru tags separated by commas, subject count first (1girl, 1boy, no humans), at most 40 tags.',
}
