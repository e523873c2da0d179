import { type InputPictures, noPictures } from './input-pictures.ts'

const words: ReadonlySet<string> = new Set([
  ...['workflow', 'image', 'denoise', 'mask', 'mask_mode', 'grow_mask', 'outpaint'],
  ...['references', 'control', 'upscale'],
])

/** The words about pictures in whatever was kept. What of it is still there, the server says. */
export function readPictures(found: unknown): InputPictures {
  if (typeof found !== 'object' || found === null) return noPictures
  return Object.fromEntries(Object.entries(found).filter(([word]) => words.has(word)))
}
