import sharp from 'sharp'
import type { SlideshowTask } from '../decoder-protocol.ts'
import { DecodeFailure } from './decode-failure.ts'
import type { DecodeLimits } from './decode-image.ts'
import { palette } from './palette.ts'
import { type Pixels, paste } from './read-frame.ts'
import { readFrames } from './read-frames.ts'

/** All frames lie in memory at once, three bytes a pixel. */
const totalPixelLimit = 64_000_000

/** Narrower when there are very many frames; the tallest box is twice as high as it is wide. */
function usableWidth({ width, frames }: SlideshowTask): number {
  return Math.max(16, Math.min(width, Math.floor(Math.sqrt(totalPixelLimit / (2 * frames.length)))))
}

export async function makeSlideshow(
  task: SlideshowTask,
  options: {
    readonly limits: DecodeLimits
    readonly settledBefore: number
    readonly onProgress: () => void
  },
): Promise<Buffer> {
  const { width, height, frames } = await readFrames(task.frames, {
    ...options,
    width: usableWidth(task),
    background: palette.page,
  })
  const pictures = frames.flatMap(({ pixels }): readonly Pixels[] => (pixels ? [pixels] : []))
  if (pictures.length === 0) throw new DecodeFailure('corrupt', 'No frame has a usable picture')
  const filmHeight = height * pictures.length
  const data = await sharp({
    create: { width, height: filmHeight, channels: 3, background: palette.page },
  })
    .raw()
    .toBuffer()
  const film = { data, width, height: filmHeight }
  for (const [index, picture] of pictures.entries()) {
    const left = Math.floor((width - picture.width) / 2)
    const top = index * height + Math.floor((height - picture.height) / 2)
    paste(film, picture, left, top)
  }
  options.onProgress()
  return await sharp(data, {
    raw: { width, height: filmHeight, channels: 3, pageHeight: height },
    limitInputPixels: totalPixelLimit * 2,
  })
    .webp({ quality: 80, effort: 2, loop: 0, delay: pictures.map(() => task.frameMs) })
    .toBuffer()
}
