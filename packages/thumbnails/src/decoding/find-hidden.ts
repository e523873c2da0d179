import sharp from 'sharp'
import type { DecodeMessage, HiddenTask, Made } from '../decoder-protocol.ts'
import { readPicture } from './read-picture.ts'
import { checkUnchanged, openSource } from './source-file.ts'

/** Texts are hidden by the program that made the picture; what is larger was enlarged since, which destroys them. */
const mostPixels = 8_000_000
/** The beginning of both `stealth_pnginfo` and `stealth_pngcomp`. */
const magic = Buffer.from('stealth_png')

type Found = Pick<Made, 'bytes' | 'source' | 'damaged' | 'size'>

/**
 * The pixels of a PNG or WebP in whose alpha channel a text is hidden, four bytes each; no bytes for any other picture,
 * so that only those cross to the other process.
 */
export async function findHidden(task: HiddenTask, job: DecodeMessage): Promise<Found> {
  using source = openSource(task.source, job)
  const none = { bytes: Buffer.alloc(0), source: source.state, damaged: false }
  if (source.format !== 'png' && source.format !== 'webp') return none
  const { bytes, pixels = 0 } = await readPicture(source, job)
  if (pixels > mostPixels) return none
  const image = sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels, pages: 1 })
  const { hasAlpha, depth, channels } = await image.metadata()
  if (!hasAlpha || depth !== 'uchar' || channels !== 4) return none
  const seconds = Math.max(1, Math.ceil(job.timeoutMs / 1000))
  const { data, info } = await image
    .timeout({ seconds })
    .raw()
    .toBuffer({ resolveWithObject: true })
  checkUnchanged(source)
  const size = { width: info.width, height: info.height }
  return hasMagic(data, size) ? { ...none, bytes: data, size } : none
}

/** Whether the lowest bits of alpha begin with the magic, column by column. */
function hasMagic(rgba: Buffer, { width, height }: { width: number; height: number }): boolean {
  for (let index = 0; index < magic.length * 8; index += 1) {
    const pixel = (index % height) * width + Math.floor(index / height)
    const wanted = ((magic[index >> 3] ?? 0) >> (7 - (index % 8))) & 1
    if (((rgba[pixel * 4 + 3] ?? 0) & 1) !== wanted) return false
  }
  return true
}
