import type { AudioValue } from '../nodes/values.ts'
import { flacFrame, flacHead, frameSamples } from './flac-frames.ts'
import type { AudioTrack } from './mux.ts'

/** A soft tone, or silence. */
const toneOf = ({ pitch, sampleRate }: AudioValue, from: number, length: number): Int16Array =>
  new Int16Array(length).map((_, at) =>
    Math.round(Math.sin((2 * Math.PI * pitch * (from + at)) / sampleRate) * 6000),
  )

const flac = (audio: AudioValue): AudioTrack => {
  const { sampleRate, channels } = audio
  const samples = Math.max(1, Math.round(audio.seconds * sampleRate))
  const packets = Array.from({ length: Math.ceil(samples / frameSamples) }, (_, index) => {
    const from = index * frameSamples
    const tone = toneOf(audio, from, Math.min(frameSamples, samples - from))
    return flacFrame(tone, index, channels)
  })
  return {
    codec: 'flac',
    packets,
    packetSeconds: frameSamples / sampleRate,
    config: {
      codec: 'flac',
      sampleRate,
      numberOfChannels: channels,
      description: flacHead(sampleRate, channels, samples),
    },
  }
}

/** Frames of 1152 samples at 128 kbit/s and 44.1 kHz, all of whose bands are empty: silence. */
const mp3 = ({ seconds }: AudioValue): AudioTrack => {
  const packetSeconds = 1152 / 44_100
  const frame = Buffer.concat([Buffer.from('fffb9000', 'hex'), Buffer.alloc(413)])
  return {
    codec: 'mp3',
    packets: Array.from({ length: Math.ceil(seconds / packetSeconds) }, () => frame),
    packetSeconds,
    config: { codec: 'mp3', sampleRate: 44_100, numberOfChannels: 2 },
  }
}

/** Packets of 20 ms that say "nothing to hear" (RFC 6716). */
const opus = ({ seconds }: AudioValue): AudioTrack => {
  const packetSeconds = 0.02
  const silence = Buffer.from('fcfffe', 'hex')
  const head = Buffer.from('4f707573486561640102380180bb0000000000', 'hex')
  return {
    codec: 'opus',
    packets: Array.from({ length: Math.ceil(seconds / packetSeconds) }, () => silence),
    packetSeconds,
    config: { codec: 'opus', sampleRate: 48_000, numberOfChannels: 2, description: head },
  }
}

/** The audio as one track; only FLAC holds the tone, the others are silent for as long. */
export const audioTrack = (codec: 'flac' | 'mp3' | 'opus', audio: AudioValue): AudioTrack =>
  ({ flac, mp3, opus })[codec](audio)
