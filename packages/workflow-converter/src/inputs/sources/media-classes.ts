import type { MediaClasses, MediaKind } from '@darkroom/comfy-graph'
import type { Definitions } from '../../definitions/definitions.ts'

/** The loaders of files by their names, for servers that do not say which inputs take uploads. */
const loaders: Readonly<Record<string, readonly [input: string, kind: MediaKind]>> = {
  LoadImage: ['image', 'image'],
  LoadImageMask: ['image', 'image'],
  LoadVideo: ['file', 'video'],
  LoadAudio: ['audio', 'audio'],
  VHS_LoadVideo: ['video', 'video'],
  VHS_LoadAudioUpload: ['audio', 'audio'],
}

/** What a server's classes load, and what comes out of them. */
export const mediaClasses = (definitions: Definitions): MediaClasses => ({
  loads(nodeClass, input) {
    const options = definitions.get(nodeClass)?.inputs.find(({ name }) => name === input)?.options
    if (options?.image_upload === true) return 'image'
    if (options?.video_upload === true || options?.animated_image_upload === true) return 'video'
    if (options?.audio_upload === true) return 'audio'
    const [known, kind] = Object.hasOwn(loaders, nodeClass) ? (loaders[nodeClass] ?? []) : []
    return known === input ? kind : undefined
  },
  outputTypes: (nodeClass) => definitions.get(nodeClass)?.outputs.map(({ type }) => type),
})
