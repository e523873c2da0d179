import type { DecodeMessage } from '../decoder-protocol.ts'
import { DecodeFailure } from './decode-failure.ts'
import { drawPoster } from './draw-poster.ts'
import { readPoster } from './read-poster.ts'
import { isCutOff, isVideo, sniffPixels } from './sniff-format.ts'
import { readAt, type SourceFile } from './source-file.ts'

/** The largest picture file, which is read whole; at 200 megapixels an uncompressed PNG of 8 bits has 800 MB. */
const mostBytes = 1024 * 1024 * 1024

/** An encoded picture in memory: a file's bytes, or the poster of a video. */
export interface Picture {
  readonly bytes: Buffer
  /** The pixels, where the header says so at a fixed place. */
  readonly pixels: number | undefined
  /** Nobody is still writing the file. */
  readonly settled: boolean
  /** Our own drawing in place of a poster that could not be read here. */
  readonly isDrawn: boolean
  /** The path of the file, for messages. */
  readonly path: string
}

/** Reads the picture of a source. Throws a `DecodeFailure` for a file that is too large or still being written. */
export async function readPicture(
  source: SourceFile,
  limits: Pick<DecodeMessage, 'pixelLimit' | 'timeoutMs'>,
): Promise<Picture> {
  const { path, format, settled, state, descriptor } = source
  if (isVideo(format)) {
    const poster = await readPoster(source, format, limits)
    const bytes = poster ?? (await drawPoster())
    return { bytes, pixels: undefined, settled, isDrawn: poster === undefined, path }
  }
  if (state.size > mostBytes) throw new DecodeFailure('too-large', `${path} is too large a file`)
  const bytes = readAt(descriptor, 0, state.size)
  if (!settled && isCutOff(format, bytes)) {
    throw new DecodeFailure('incomplete', `${path} is still being written`)
  }
  return { bytes, pixels: sniffPixels(format, bytes), settled, isDrawn: false, path }
}
