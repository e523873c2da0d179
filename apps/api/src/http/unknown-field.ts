import { nearestNames } from '@darkroom/foundation'

/** Words of other tools and of the wire formats that people know, by our word for the same. */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  prompt: ['text', 'positive', 'positive prompt', 'caption', 'input', 'description'],
  negative_prompt: ['negative', 'neg prompt', 'uc', 'exclude', 'negative text'],
  model: [
    'checkpoint',
    'checkpoint name',
    'ckpt',
    'ckpt name',
    'base model',
    'model name',
    'model id',
    'sd model checkpoint',
    'sd model name',
  ],
  seed: ['noise seed', 'random seed', 'manual seed', 'rand seed'],
  base_seed: ['seed', 'noise seed', 'random seed', 'start seed'],
  steps: ['step', 'num steps', 'num inference steps', 'inference steps', 'sampling steps'],
  cfg: ['cfg scale', 'guidance scale', 'guidance', 'scale', 'classifier free guidance'],
  guidance: ['distilled cfg scale', 'distilled guidance', 'flux guidance'],
  vae: ['vae name', 'sd vae'],
  text_encoders: ['text encoder', 'clip', 'clip name', 'clip names', 'clips'],
  clip_skip: ['clip skip layers', 'stop at clip layer', 'clip stop at last layers'],
  sampler: ['sampler name', 'sampler index', 'sampling method', 'sample method'],
  scheduler: ['scheduler name', 'schedule', 'noise schedule', 'schedule type', 'sigmas'],
  resolution: [
    'width',
    'height',
    'size',
    'image size',
    'dimensions',
    'aspect ratio',
    'w',
    'h',
    'image width',
    'image height',
  ],
  width: ['w', 'x', 'image width'],
  height: ['h', 'y', 'image height'],
  loras: ['lora', 'lora name', 'lora names', 'adapters', 'lora models', 'networks'],
  name: ['filename', 'file', 'file name', 'path', 'lora', 'lora name', 'model', 'title'],
  strength_model: ['strength', 'weight', 'scale', 'lora scale', 'model strength', 'multiplier'],
  strength_clip: ['clip strength', 'clip weight', 'te strength'],
  batch_count: [
    'n',
    'count',
    'num images',
    'number of images',
    'num images per prompt',
    'batch size',
    'batch',
    'n iter',
    'images',
    'samples',
    'quantity',
  ],
  frame_count: ['n', 'count', 'frames', 'num frames', 'number of frames', 'batch count'],
  prompts: ['frames', 'scenes', 'prompt'],
  story_description: ['story', 'prompt', 'text', 'description', 'plot'],
  narrative_arc: ['arc'],
  parameters: ['params', 'settings', 'options', 'inputs'],
  priority: ['prio', 'importance'],
}

const plain = (word: string): string => word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** What is wrong with a field that is not known, and which one may have been meant of those that are. */
export function unknownField(field: string, known: readonly string[]): string {
  const said = 'is not a known field'
  const meant = sameAs(field, known)
  if (meant !== undefined) return `${said}; did you mean ${meant}?`
  if (isCount(field) && known.includes('prompt') && known.includes('seed')) {
    return `${said}; POST /api/batch makes several pictures of one prompt`
  }
  const [nearest] = nearestNames(field, known, { limit: 1 })
  return nearest === undefined ? said : `${said}; did you mean ${nearest}?`
}

/** The field that is spelled otherwise, or called otherwise elsewhere. */
function sameAs(field: string, known: readonly string[]): string | undefined {
  const wanted = plain(field)
  return (
    known.find((word) => plain(word) === wanted) ??
    known.find((word) => otherWords[word]?.some((other) => plain(other) === wanted))
  )
}

const isCount = (field: string): boolean =>
  otherWords.batch_count?.some((other) => plain(other) === plain(field)) === true ||
  plain(field) === 'batchcount'
