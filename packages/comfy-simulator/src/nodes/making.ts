import { greyPicture } from '../painting/greys.ts'
import { createFlatPicture, type Picture } from '../painting/picture.ts'
import { toInt } from '../python/convert.ts'
import { str } from '../python/repr.ts'
import {
  architectureOf,
  channelsOfVae,
  lacksTextEncoders,
  wordsOfEncoders,
} from './architectures.ts'
import { modelFolderOf } from './choices.ts'
import { seenBy, wordsFrom } from './fitting.ts'
import type { NodeInputs } from './inputs.ts'
import { decode, emptyLatent, encode } from './latents.ts'
import type { NodeContext } from './node.ts'
import { guide } from './sampling.ts'
import { type ConditioningValue, type NodeValue, picturesOf } from './values.ts'

/** Makes a value of one type from whatever a node was given. */
type Make = (inputs: NodeInputs, context: NodeContext) => NodeValue

const nothing: ConditioningValue = { kind: 'CONDITIONING', text: '' }

/** The values of those inputs that choose a model file. */
export const filesOf = (inputs: NodeInputs, { nodeClass }: NodeContext): readonly string[] =>
  Array.from(inputs.entries).flatMap(([name, value]) =>
    value.kind === 'LITERAL' && modelFolderOf(nodeClass.name, name) !== undefined
      ? [str(value.value)]
      : [],
  )

/** The texts that a node takes, such as those of a text encoder with several; equal ones count once. */
const textsOf = (inputs: NodeInputs, { nodeClass }: NodeContext): string => {
  const names = nodeClass.inputs.flatMap(({ name, type }) => (type === 'STRING' ? [name] : []))
  const texts = names.filter((name) => inputs.has(name)).map((name) => inputs.text(name))
  return [...new Set(texts)].filter((text) => text !== '').join(', ')
}

const firstPictures = (inputs: NodeInputs): readonly Picture[] =>
  inputs.values.map(picturesOf).find((pictures) => pictures.length > 0) ?? []

/** What a detector finds: something in the middle. */
const middleOf = ({ width, height }: Picture): Picture =>
  greyPicture(width, height, () =>
    new Uint8Array(width * height).map((_, at) => {
      const x = ((at % width) / width - 0.5) / 0.35
      const y = (Math.floor(at / width) / height - 0.5) / 0.4
      return x * x + y * y <= 1 ? 255 : 0
    }),
  )

const square = createFlatPicture(512, 512, 127)

/** Values of the types that the simulator knows; any other type only has a name. */
export const makers: Readonly<Record<string, Make>> = {
  MODEL: (inputs, context) => {
    const [checkpoint = context.nodeClass.name] = filesOf(inputs, context)
    const architecture = architectureOf(checkpoint)
    return { kind: 'MODEL', checkpoint, loras: [], ...(architecture && { architecture }) }
  },
  CONDITIONING: (inputs, context) => ({
    kind: 'CONDITIONING',
    text: textsOf(inputs, context),
    ...wordsFrom(inputs),
    ...seenBy(inputs),
    ...(inputs.has('guidance') ? { guidance: inputs.number('guidance') } : {}),
  }),
  CLIP: (inputs, context) => {
    const files = filesOf(inputs, context)
    const [name = context.nodeClass.name] = files
    const words = inputs.has('ckpt_name')
      ? lacksTextEncoders(name)
        ? null
        : architectureOf(name)?.words
      : wordsOfEncoders(files, inputs.literal('type'))
    return { kind: 'NAMED', type: 'CLIP', name, ...(words !== undefined && { words }) }
  },
  VAE: (inputs, context) => {
    const [name = context.nodeClass.name] = filesOf(inputs, context)
    const channels = inputs.has('ckpt_name') ? architectureOf(name)?.channels : channelsOfVae(name)
    return { kind: 'NAMED', type: 'VAE', name, ...(channels !== undefined && { channels }) }
  },
  CONTROL_NET: (inputs, context) => {
    const [name = context.nodeClass.name] = filesOf(inputs, context)
    const architecture = architectureOf(name)
    return { kind: 'NAMED', type: 'CONTROL_NET', name, ...(architecture && { architecture }) }
  },
  LATENT: (inputs) => {
    if (inputs.has('width') && inputs.has('height')) return emptyLatent(inputs)
    const pictures = firstPictures(inputs)
    const isEmpty = pictures.length === 0
    return isEmpty
      ? { kind: 'LATENT', pictures: [square], isEmpty }
      : encode(pictures, inputs.ofType('VAE')[0])
  },
  IMAGE: (inputs) => {
    const [latent] = inputs.all('LATENT')
    const pictures = latent === undefined ? firstPictures(inputs) : decode(latent)
    return { kind: 'IMAGE', pictures: pictures.length === 0 ? [square] : pictures }
  },
  MASK: (inputs) => ({ kind: 'MASK', pictures: firstPictures(inputs).map(middleOf) }),
  SIGMAS: (inputs) => ({
    kind: 'SIGMAS',
    steps: inputs.integer('steps', 20),
    denoise: inputs.number('denoise', 1),
  }),
  GUIDER: (inputs) => {
    const [model = { kind: 'MODEL', checkpoint: '', loras: [] }] = inputs.all('MODEL')
    const [positive = nothing, negative = nothing] = inputs.all('CONDITIONING')
    return guide(model, positive, { negative, cfg: inputs.number('cfg', 1) })
  },
  NOISE: (inputs) => {
    const seed = inputs.has('noise_seed') ? inputs.literal('noise_seed') : 0
    return { kind: 'NOISE', seed: String(toInt(seed)) }
  },
  AUDIO: (inputs) => {
    const seconds = inputs.number('seconds', inputs.number('duration', 2))
    return { kind: 'AUDIO', seconds, sampleRate: 44_100, channels: 2, pitch: 220 }
  },
  VIDEO: (inputs) => ({
    kind: 'VIDEO',
    pictures: firstPictures(inputs),
    fps: inputs.number('fps', 24),
  }),
}
