import { PyError } from '../python/convert.ts'

export interface MediaInfo {
  readonly seconds: number
  /** The frames of the video; none for a file that has no video. */
  readonly frames: number
  readonly width: number
  readonly height: number
  readonly fps: number
  readonly hasAudio: boolean
}

const unreadable = (cause: unknown): PyError =>
  new PyError('av.error.InvalidDataError', 'Invalid data found when processing input', { cause })

/** What a media file says of itself; its frames are not decoded. Raises as PyAV does for a file that is none. */
export const readMedia = async (bytes: Buffer): Promise<MediaInfo> => {
  const { ALL_FORMATS, BufferSource, Input } = await import('mediabunny')
  using input = new Input({
    source: new BufferSource(new Uint8Array(bytes)),
    formats: ALL_FORMATS,
  })
  try {
    const seconds = await input.computeDuration()
    const video = await input.getPrimaryVideoTrack()
    const hasAudio = (await input.getPrimaryAudioTrack()) !== null
    if (video === null) return { seconds, frames: 0, width: 0, height: 0, fps: 0, hasAudio }
    const { packetCount, averagePacketRate } = await video.computePacketStats()
    return {
      seconds,
      frames: packetCount,
      width: await video.getDisplayWidth(),
      height: await video.getDisplayHeight(),
      fps: averagePacketRate,
      hasAudio,
    }
  } catch (cause) {
    throw unreadable(cause)
  }
}
