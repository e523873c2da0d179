import { createHash } from 'node:crypto'
import { audioTrack } from '../media/audio-track.ts'
import { type MediaFormat, mux } from '../media/mux.ts'
import { readMedia } from '../media/read-media.ts'
import { videoTrack } from '../media/video-track.ts'
import { PyFloat } from '../python/value.ts'
import { frames } from './frames.ts'
import type { NodeRun, NodeSet } from './node.ts'
import { passing } from './saving.ts'
import type { AudioValue, VideoValue } from './values.ts'

const silence = (seconds: number): AudioValue => ({
  kind: 'AUDIO',
  seconds,
  sampleRate: 44_100,
  channels: 2,
  pitch: 0,
})

/** The containers of SaveVideo; what a server calls `auto` is MP4. */
const containerOf = (format: string): 'mp4' | 'mkv' | 'webm' =>
  format === 'mkv' || format === 'webm' ? format : 'mp4'

const encode = async (
  format: MediaFormat,
  { pictures, fps, audio }: VideoValue,
  texts: readonly (readonly [string, string])[],
): Promise<Buffer> => {
  const isWebm = format === 'webm'
  const video = await videoTrack(isWebm ? 'vp8' : 'av1', pictures, fps)
  const sound = audio && audioTrack(isWebm ? 'opus' : 'flac', audio)
  return mux(format, { video, ...(sound && { audio: sound }) }, texts)
}

const saveVideo: NodeRun = async (inputs, context) => {
  const video = inputs.get('video', 'VIDEO')
  const format = containerOf(inputs.text('format'))
  const bytes = await encode(format, video, context.texts)
  const [size] = video.pictures
  const files = context.save([bytes], {
    type: 'output',
    prefix: inputs.text('filename_prefix'),
    ending: `_.${format}`,
    ...(size && { size }),
  })
  return passing(video, context, { images: files, animated: [true] })
}

const saveWebm: NodeRun = async (inputs, context) => {
  const images = inputs.get('images', 'IMAGE')
  const video: VideoValue = { kind: 'VIDEO', pictures: images.pictures, fps: inputs.number('fps') }
  const bytes = await encode('webm', video, context.texts)
  const [size] = images.pictures
  const files = context.save([bytes], {
    type: 'output',
    prefix: inputs.text('filename_prefix'),
    ending: '_.webm',
    ...(size && { size }),
  })
  return passing(images, context, { images: files, animated: [true] })
}

export const videoNodes: NodeSet = {
  CreateVideo: (inputs) => {
    const { pictures } = inputs.get('images', 'IMAGE')
    const audio = inputs.has('audio') ? { audio: inputs.get('audio', 'AUDIO') } : {}
    return { outputs: [{ kind: 'VIDEO', pictures, fps: inputs.number('fps'), ...audio }] }
  },
  GetVideoComponents: (inputs, context) => {
    const { pictures, fps, audio } = inputs.get('video', 'VIDEO')
    const parts = [
      { kind: 'IMAGE', pictures },
      audio ?? silence(pictures.length / fps),
      { kind: 'LITERAL', value: new PyFloat(fps) },
      { kind: 'LITERAL', value: 8 },
      { kind: 'LITERAL', value: 'sRGB' },
    ] as const
    return { outputs: parts.slice(0, context.nodeClass.outputs.length) }
  },
  // Frames of foreign videos are not decoded; they are painted, as many and as large as the video says.
  LoadVideo: async (inputs, context) => {
    const bytes = context.readFile(inputs.text('file'))
    const { width, height, fps, frames: count, seconds, hasAudio } = await readMedia(bytes)
    const picture = context.paint({
      prompt: inputs.text('file'),
      negative: '',
      seed: createHash('sha256').update(bytes).digest('hex'),
      checkpoint: 'LoadVideo',
      loras: [],
      cfg: 7,
      width,
      height,
      index: 0,
      denoise: 1,
    })
    const audio = hasAudio ? { audio: silence(seconds) } : {}
    return { outputs: [{ kind: 'VIDEO', pictures: frames(picture, count), fps, ...audio }] }
  },
  SaveVideo: saveVideo,
  SaveWEBM: saveWebm,
}
