import sharp from 'sharp'
import type { DecodeMessage, SlideshowTask } from '../decoder-protocol.ts'
import { DecodeFailure } from './decode-failure.ts'
import { palette } from './palette.ts'
import { blank, type Pixels, pasteCentred } from './pixels.ts'
import { readFrames } from './read-frames.ts'

/** Most pixels of all frames, which are in memory at once, three bytes a pixel. */
const totalPixelLimit = 64_000_000

/** Width of the frames, less when there are very many; the tallest box is twice as high as wide. */
function usableWidth({ width, frames }: SlideshowTask): number {
  return Math.max(16, Math.min(width, Math.floor(Math.sqrt(totalPixelLimit / (2 * frames.length)))))
}

export async function makeSlideshow(
  task: SlideshowTask,
  job: DecodeMessage,
  onProgress: () => void,
): Promise<Buffer> {
  const { width, height, frames } = await readFrames(task.frames, {
    job,
    onProgress,
    width: usableWidth(task),
    background: palette.page,
  })
  const pictures = frames.flatMap(({ pixels }): readonly Pixels[] => (pixels ? [pixels] : []))
  if (pictures.length === 0) throw new DecodeFailure('corrupt', 'No frame has a usable picture')
  const filmHeight = height * pictures.length
  const film = await blank(width, filmHeight, palette.page)
  for (const [index, picture] of pictures.entries()) {
    pasteCentred(film, picture, { left: 0, top: index * height, width, height })
  }
  onProgress()
  return await sharp(film.data, {
    raw: { width, height: filmHeight, channels: 3, pageHeight: height },
    limitInputPixels: totalPixelLimit * 2,
  })
    .webp({ quality: 80, effort: 2, loop: 0, delay: pictures.map(() => task.frameMs) })
    .toBuffer()
}
