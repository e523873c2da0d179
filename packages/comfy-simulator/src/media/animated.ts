import { pngChunks, pngEnd } from '@darkroom/foundation'
import sharp from 'sharp'
import { encodePng, pngChunk } from '../files/png.ts'
import type { Texts } from '../nodes/node.ts'
import type { Picture } from '../painting/picture.ts'

/** The first two texts stand in EXIF, where Pillow is told to put them: the graph as Model, the workflow as Make. */
const exifOf = (texts: Texts): { IFD0: Record<string, string> } => {
  const tags = ['Make', 'ImageDescription']
  const others = texts.filter(([name]) => name !== 'prompt')
  const prompt = texts.filter(([name]) => name === 'prompt')
  return {
    IFD0: Object.fromEntries([
      ...prompt.map(([name, text]) => ['Model', `${name}:${text}`]),
      ...others
        .slice(0, tags.length)
        .map(([name, text], at) => [tags[at] ?? '', `${name}:${text}`]),
    ]),
  }
}

interface Animation {
  readonly milliseconds: number
  readonly lossless: boolean
  readonly quality: number
}

/** An animated WebP of all pictures. */
export const animatedWebp = async (
  pictures: readonly Picture[],
  { milliseconds, lossless, quality }: Animation,
  texts: Texts,
): Promise<Buffer> => {
  const { width = 0, height = 0 } = pictures[0] ?? {}
  const frames = await Promise.all(pictures.map((picture) => picture.pixels()))
  const raw = { width, height: height * pictures.length, channels: 3, pageHeight: height } as const
  return sharp(Buffer.concat(frames), { raw })
    .webp({ quality, lossless, effort: 2, loop: 0, delay: pictures.map(() => milliseconds) })
    .withExif(exifOf(texts))
    .toBuffer()
}

const imageData = (png: Buffer): Buffer =>
  Buffer.concat(
    Array.from(pngChunks(png)).flatMap(({ type, offset, length }) =>
      type === 'IDAT' ? [png.subarray(offset, offset + length)] : [],
    ),
  )

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** An animated PNG: every frame is one of its own, and the texts follow the first as ComfyUI puts them. */
export const animatedPng = async (
  pictures: readonly Picture[],
  milliseconds: number,
  texts: Texts,
): Promise<Buffer> => {
  const pngs = await Promise.all(pictures.map((picture) => encodePng(picture)))
  const { width = 0, height = 0 } = pictures[0] ?? {}
  let sequence = 0
  const next = (): Buffer => {
    sequence += 1
    return uint32(sequence - 1)
  }
  const control = (): Buffer => {
    const delay = Buffer.alloc(6)
    delay.writeUInt16BE(Math.min(65_535, milliseconds), 0)
    delay.writeUInt16BE(1000, 2)
    return pngChunk(
      'fcTL',
      Buffer.concat([next(), uint32(width), uint32(height), Buffer.alloc(8), delay]),
    )
  }
  const comf = texts.map(([name, text]) =>
    pngChunk('comf', Buffer.from(`${name}\0${text}`, 'latin1')),
  )
  const frames = pngs.map((png, index) => {
    const head = control()
    const data = imageData(png)
    return index === 0
      ? Buffer.concat([head, pngChunk('IDAT', data), ...comf])
      : Buffer.concat([head, pngChunk('fdAT', Buffer.concat([next(), data]))])
  })
  const [first = Buffer.alloc(0)] = pngs
  const isAnimated = pictures.length > 1
  const counts = pngChunk('acTL', Buffer.concat([uint32(pictures.length), uint32(0)]))
  const header = first.subarray(0, 33)
  if (!isAnimated)
    return Buffer.concat([header, pngChunk('IDAT', imageData(first)), ...comf, pngEnd])
  return Buffer.concat([header, counts, ...frames, pngEnd])
}
