import type { AudioCodec, EncodedPacket, OutputFormat, VideoCodec } from 'mediabunny'
import type { Texts } from '../nodes/node.ts'

/** What was encoded for one track: a packet for each equally long part of it. */
export interface Track {
  readonly packets: readonly Buffer[]
  readonly packetSeconds: number
}

export interface VideoTrack extends Track {
  readonly codec: VideoCodec
  readonly config: VideoDecoderConfig
}

export interface AudioTrack extends Track {
  readonly codec: AudioCodec
  readonly config: AudioDecoderConfig
}

export type MediaFormat = 'mp4' | 'mkv' | 'webm' | 'flac' | 'mp3' | 'opus'

type Library = typeof import('mediabunny')

/** The library is loaded when the first file is written: most simulators never write one. */
const library = (): Promise<Library> => import('mediabunny')

const formats: Readonly<Record<MediaFormat, (library: Library) => OutputFormat>> = {
  // ffmpeg writes texts of this form when it is told to keep their names, as ComfyUI tells it.
  mp4: ({ Mp4OutputFormat }) =>
    new Mp4OutputFormat({ fastStart: 'in-memory', metadataFormat: 'mdta' }),
  mkv: ({ MkvOutputFormat }) => new MkvOutputFormat(),
  webm: ({ WebMOutputFormat }) => new WebMOutputFormat(),
  flac: ({ FlacOutputFormat }) => new FlacOutputFormat(),
  mp3: ({ Mp3OutputFormat }) => new Mp3OutputFormat(),
  opus: ({ OggOutputFormat }) => new OggOutputFormat(),
}

/** The names of texts: Matroska's are in capitals, those of MP3 are the user's own. */
const tagsOf = (
  format: MediaFormat,
  texts: Texts,
): Record<string, string | Record<string, string>> => {
  if (format === 'mp3') return { TXXX: Object.fromEntries(texts) }
  const isMatroska = format === 'mkv' || format === 'webm'
  return Object.fromEntries(
    texts.map(([name, text]) => [isMatroska ? name.toUpperCase() : name, text]),
  )
}

/** One file of already encoded tracks, with its texts. */
export const mux = async (
  format: MediaFormat,
  { video, audio }: { video?: VideoTrack; audio?: AudioTrack },
  texts: Texts,
): Promise<Buffer> => {
  const media = await library()
  const target = new media.BufferTarget()
  const output = new media.Output({ format: formats[format](media), target })
  const videoSource = video && new media.EncodedVideoPacketSource(video.codec)
  const audioSource = audio && new media.EncodedAudioPacketSource(audio.codec)
  if (video && videoSource) {
    output.addVideoTrack(videoSource, { frameRate: Math.round(1000 / video.packetSeconds) / 1000 })
  }
  if (audioSource) output.addAudioTrack(audioSource)
  output.setMetadataTags({ raw: tagsOf(format, texts) })
  await output.start()
  for (const packet of packetsOf(video, media))
    await videoSource?.add(packet, video && { decoderConfig: video.config })
  for (const packet of packetsOf(audio, media))
    await audioSource?.add(packet, audio && { decoderConfig: audio.config })
  await output.finalize()
  return Buffer.from(target.buffer ?? new ArrayBuffer())
}

/** The packets at their times; every one stands alone. */
const packetsOf = (
  track: Track | undefined,
  { EncodedPacket: Packet }: Library,
): readonly EncodedPacket[] =>
  (track?.packets ?? []).map((bytes, index) => {
    const seconds = track?.packetSeconds ?? 0
    return new Packet(bytes, 'key', index * seconds, seconds)
  })
