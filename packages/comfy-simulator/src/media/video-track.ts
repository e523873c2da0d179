import sharp, { type Sharp } from 'sharp'
import type { Picture } from '../painting/picture.ts'
import type { VideoTrack } from './mux.ts'

const openPicture = async (picture: Picture): Promise<Sharp> =>
  sharp(await picture.pixels(), {
    raw: { width: picture.width, height: picture.height, channels: 3 },
  })

/** The data of a box; the boxes asked for hold no other boxes of the same name. */
const boxOf = (file: Buffer, type: string): Buffer => {
  const at = file.indexOf(type, 0, 'latin1')
  return file.subarray(at + 4, at - 4 + file.readUInt32BE(at - 4))
}

/** A still AVIF holds one whole frame of AV1. */
const av1 = async (picture: Picture): Promise<{ frame: Buffer; description: Buffer }> => {
  const image = await openPicture(picture)
  const avif = await image.avif({ effort: 0, quality: 55, chromaSubsampling: '4:2:0' }).toBuffer()
  return { frame: boxOf(avif, 'mdat'), description: boxOf(avif, 'av1C') }
}

/** A lossy WebP holds one whole frame of VP8. */
const vp8 = async (picture: Picture): Promise<Buffer> => {
  const image = await openPicture(picture)
  return webpFrame(await image.webp({ quality: 75, effort: 1 }).toBuffer())
}

/** The VP8 frame in a lossy WebP without alpha. */
const webpFrame = (webp: Buffer): Buffer => {
  const at = webp.indexOf('VP8 ', 0, 'latin1')
  return webp.subarray(at + 8, at + 8 + webp.readUInt32LE(at + 4))
}

const sizeOf = (pictures: readonly Picture[]): { codedWidth: number; codedHeight: number } => ({
  codedWidth: pictures[0]?.width ?? 0,
  codedHeight: pictures[0]?.height ?? 0,
})

/** A video in which every frame stands alone: what still pictures are encoded with is a video codec, too. */
export const videoTrack = async (
  codec: 'av1' | 'vp8',
  pictures: readonly Picture[],
  fps: number,
): Promise<VideoTrack> => {
  const size = sizeOf(pictures)
  const packetSeconds = 1 / fps
  if (codec === 'vp8') {
    const packets = await Promise.all(pictures.map(vp8))
    return { codec, packets, packetSeconds, config: { codec: 'vp8', ...size } }
  }
  const frames = await Promise.all(pictures.map(av1))
  const [first] = frames
  return {
    codec,
    packets: frames.map(({ frame }) => frame),
    packetSeconds,
    config: {
      codec: 'av01.0.04M.08',
      ...size,
      ...(first && { description: first.description }),
      colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: true },
    },
  }
}
