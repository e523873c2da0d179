import type { NodeDefinition } from '../definitions/node-definition.ts'
import { followingOf } from './input-widgets.ts'
import type { Following, WidgetSpec } from './widget-spec.ts'

const upload: WidgetSpec = { name: 'upload', saved: true, sent: false, initial: 'image' }
const player: WidgetSpec = { name: 'audioUI', saved: false, sent: true, initial: '' }

const uploads = ['image_upload', 'video_upload', 'animated_image_upload', 'audio_upload']

/** Classes beside whose sound the editor shows a player, which it sends. */
const withPlayer: ReadonlySet<string> = new Set([
  'LoadAudio',
  'SaveAudio',
  'PreviewAudio',
  'SaveAudioMP3',
  'SaveAudioOpus',
])

/** Where the editor shows a mesh it sends what the view is called: nothing. */
const view: WidgetSpec = { name: 'image', saved: true, sent: true, initial: '' }
const withView: ReadonlySet<string> = new Set(['SaveGLB', 'Preview3D', 'Preview3DAnimation'])

/** An option of a custom combo; one that is not empty is followed by another. */
const comboOption = (number: number): WidgetSpec => ({
  name: `option${number}`,
  saved: true,
  sent: true,
  initial: '',
  next: (value) => ({ widgets: value ? [comboOption(number + 1)] : [], sockets: [] }),
})

const index: WidgetSpec = { name: 'index', saved: true, sent: true, initial: -1 }

/** The class whose choice is one of the texts that its author wrote. */
export const customCombo = 'CustomCombo'

/** Very old files wrote `sample_euler`. */
const oldSamplers = /^sample_/
const samplers: ReadonlySet<string> = new Set(['KSampler', 'KSamplerAdvanced'])

const withoutOldNames = (spec: WidgetSpec): WidgetSpec =>
  spec.name === 'sampler_name' ? { ...spec, mend: (value) => value.replace(oldSamplers, '') } : spec

/** The widgets of a new node of a class, in the order in which the editor makes them, and its sockets. */
export function classWidgets(definition: NodeDefinition): Following {
  const { type, inputs } = definition
  const { widgets, sockets } = followingOf(inputs)
  const isUpload = inputs.some(
    ({ type: kind, optional, options }) =>
      kind === 'COMBO' && !optional && uploads.some((name) => options[name] === true),
  )
  return {
    widgets: [
      ...(samplers.has(type) ? widgets.map(withoutOldNames) : widgets),
      ...(withPlayer.has(type) ? [player] : []),
      ...(withView.has(type) ? [view] : []),
      ...(isUpload ? [upload] : []),
      ...(type === customCombo ? [index, comboOption(1)] : []),
    ],
    sockets,
  }
}
