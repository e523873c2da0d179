import type { DecodeMessage, TaskFrame } from '../decoder-protocol.ts'
import { decodeImage } from './decode-image.ts'
import type { Pixels } from './pixels.ts'
import { readPicture } from './read-picture.ts'
import { openSource } from './source-file.ts'

export interface ReadFrame {
  readonly frame: TaskFrame
  /** Pixels; undefined when there is nothing to show. */
  readonly pixels: Pixels | undefined
}

/** Height of the box: by the first picture's shape, within limits. */
function boxHeight(first: Pixels, width: number): number {
  const height = Math.round((width * first.height) / first.width)
  return Math.min(width * 2, Math.max(Math.round(width / 2), height))
}

/** Reads a picture to fit into the box, with alpha laid over the background. */
async function readFrame(
  path: string,
  job: DecodeMessage,
  box: { readonly width: number; readonly height: number; readonly background: string },
): Promise<Pixels> {
  using source = openSource(path, job)
  const { value } = await decodeImage(await readPicture(source, job), job, (image) =>
    image
      .resize({ width: box.width, height: box.height, fit: 'inside', withoutEnlargement: false })
      .flatten({ background: box.background })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true }),
  )
  return { data: value.data, width: value.info.width, height: value.info.height }
}

/**
 * Reads all frames one after the other into boxes of this width, shaped like the first picture. An unreadable frame
 * gets no pixels.
 */
export async function readFrames(
  frames: readonly TaskFrame[],
  options: {
    readonly width: number
    readonly background: string
    readonly job: DecodeMessage
    readonly onProgress: () => void
  },
): Promise<{ frames: readonly ReadFrame[]; width: number; height: number }> {
  const { width, background, job, onProgress } = options
  let height: number | undefined
  const read: ReadFrame[] = []
  for (const frame of frames) {
    onProgress()
    let pixels: Pixels | undefined
    try {
      if (frame.path !== undefined) {
        const box = { width, height: height ?? width * 2, background }
        pixels = await readFrame(frame.path, job, box)
        height ??= boxHeight(pixels, width)
      }
    } catch {
      // An empty cell shows that the frame failed; callers learn of bad images when they ask for their thumbnails.
    }
    read.push({ frame, pixels })
  }
  return { frames: read, width, height: height ?? width }
}
