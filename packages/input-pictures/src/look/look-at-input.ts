import { type ByteSource, type MediaFile, readMediaFile } from '@darkroom/media-container'
import { BrokenMediaError, EmptyInputError, NotMediaError, TooManyPixelsError } from '../errors.ts'
import type { InputFacts } from './input-facts.ts'
import { headBytes, nameOtherFile, type OtherFile } from './name-other-file.ts'

/**
 * The most pixels of one picture. ComfyUI reads pictures with Pillow, which refuses more than this as a decompression bomb:
 * twice its MAX_IMAGE_PIXELS.
 */
export const mostPixels = 178_956_970

const extensions: Readonly<Partial<Record<MediaFile['format'], string>>> = {
  png: 'png',
  jpeg: 'jpg',
  webp: 'webp',
  gif: 'gif',
  avif: 'avif',
  mp4: 'mp4',
  mov: 'mov',
  webm: 'webm',
  mkv: 'mkv',
}

/**
 * Says what the bytes are, from their heads and without decoding anything. Rejects with `EmptyInputError`, `NotMediaError`,
 * `BrokenMediaError` or `TooManyPixelsError`.
 */
export async function lookAtInput(source: ByteSource): Promise<InputFacts> {
  if (source.size === 0) throw new EmptyInputError()
  const file = readMediaFile(source, { wants: () => false, isEnough: () => true })
  const extension = extensions[file.format]
  if (extension === undefined) return soundOf(await nameOf(source))
  return file.mediaType.startsWith('image/')
    ? pictureOf(file, extension)
    : await movieOf(file, extension, source)
}

// The bytes of a source are valid until the next call alone, hence the copy.
const nameOf = (source: ByteSource): Promise<OtherFile> =>
  nameOtherFile(Uint8Array.from(source.read(0, Math.min(headBytes, source.size))))

function pictureOf(file: MediaFile, extension: string): InputFacts {
  const size = sizeOf(file)
  if (size === undefined) throw new BrokenMediaError(`The ${file.mediaType} breaks off in its head`)
  if (!file.complete) {
    throw new BrokenMediaError(`The ${file.mediaType} is not whole: its end is missing`)
  }
  return { ...factsOf(file), kind: 'picture', extension, ...size }
}

/** A container of videos without a picture in it is sound. */
async function movieOf(
  file: MediaFile,
  extension: string,
  source: ByteSource,
): Promise<InputFacts> {
  if (!file.complete) {
    throw new BrokenMediaError(`The ${file.mediaType} is not whole: a part of it is missing`)
  }
  const size = sizeOf(file)
  if (size !== undefined) return { ...factsOf(file), kind: 'video', extension, ...size }
  const named = await nameOf(source)
  const isNamed = named.mediaType.startsWith('audio/')
  return {
    ...factsOf(file),
    kind: 'audio',
    mediaType: isNamed ? named.mediaType : `audio/${file.format === 'mov' ? 'mp4' : file.format}`,
    extension: isNamed ? named.extension : extension,
    animated: false,
  }
}

function soundOf({ mediaType, extension, shown }: OtherFile): InputFacts {
  if (!mediaType.startsWith('audio/')) throw new NotMediaError(shown)
  return {
    kind: 'audio',
    mediaType,
    extension,
    width: null,
    height: null,
    orientation: 1,
    hasAlpha: null,
    animated: false,
    durationSeconds: null,
  }
}

/** The size of what is to be seen; undefined where there is none. */
function sizeOf({ width, height }: MediaFile): { width: number; height: number } | undefined {
  if (!width || !height) return undefined
  if (width * height > mostPixels) throw new TooManyPixelsError({ width, height, most: mostPixels })
  return { width, height }
}

const factsOf = ({
  mediaType,
  orientation,
  hasAlpha,
  animated,
  durationSeconds,
}: MediaFile): Omit<InputFacts, 'kind' | 'extension'> => ({
  mediaType,
  width: null,
  height: null,
  orientation,
  hasAlpha,
  animated,
  durationSeconds,
})
