import { createHash } from 'node:crypto'
import { audioTrack } from '../media/audio-track.ts'
import { mux } from '../media/mux.ts'
import { readMedia } from '../media/read-media.ts'
import type { NodeRun, NodeSet } from './node.ts'
import { passing } from './saving.ts'
import type { AudioValue } from './values.ts'

/** A pitch that differs from one source to the next, 110 to 440 Hz. */
const pitchOf = (source: string | Buffer): number =>
  110 + createHash('sha256').update(source).digest().readUInt8(0) * (330 / 255)

const codecOf = (text: string): 'flac' | 'mp3' | 'opus' =>
  text === 'mp3' || text === 'opus' ? text : 'flac'

const save = (format: 'flac' | 'mp3' | 'opus' | 'asked', type: 'output' | 'temp'): NodeRun => {
  return async (inputs, context) => {
    const audio = inputs.get('audio', 'AUDIO')
    const codec = format === 'asked' ? codecOf(inputs.text('format')) : format
    const bytes = await mux(codec, { audio: audioTrack(codec, audio) }, context.texts)
    const prefix = type === 'temp' ? 'ComfyUI' : inputs.text('filename_prefix')
    const files = context.save([bytes], { type, prefix, ending: `_.${codec}` })
    return passing(audio, context, { audio: files })
  }
}

const decoded: NodeRun = (inputs) => {
  const { pictures, length } = inputs.get('samples', 'LATENT')
  const seconds = Math.min(60, Math.max(1, (length ?? 48) / 24))
  const pitch = pitchOf(`${pictures.length} ${length}`)
  return { outputs: [{ kind: 'AUDIO', seconds, sampleRate: 44_100, channels: 2, pitch }] }
}

export const audioNodes: NodeSet = {
  EmptyAudio: (inputs) => {
    const audio: AudioValue = {
      kind: 'AUDIO',
      seconds: inputs.number('duration'),
      sampleRate: inputs.integer('sample_rate', 44_100),
      channels: inputs.integer('channels', 2),
      pitch: 0,
    }
    return { outputs: [audio] }
  },
  LoadAudio: async (inputs, context) => {
    const bytes = context.readFile(inputs.text('audio'))
    const { seconds } = await readMedia(bytes)
    const pitch = pitchOf(bytes)
    return { outputs: [{ kind: 'AUDIO', seconds, sampleRate: 44_100, channels: 2, pitch }] }
  },
  VAEDecodeAudio: decoded,
  LTXVAudioVAEDecode: decoded,
  SaveAudio: save('flac', 'output'),
  SaveAudioMP3: save('mp3', 'output'),
  SaveAudioOpus: save('opus', 'output'),
  SaveAudioAdvanced: save('asked', 'output'),
  PreviewAudio: save('flac', 'temp'),
}
