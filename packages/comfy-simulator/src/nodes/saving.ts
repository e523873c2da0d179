import { encodePng, withTextChunks } from '../files/png.ts'
import { animatedPng, animatedWebp } from '../media/animated.ts'
import { encodeGlb } from '../media/glb.ts'
import { PyError } from '../python/convert.ts'
import { parseJson } from '../python/parse.ts'
import { str } from '../python/repr.ts'
import { stringifyJson } from '../python/stringify.ts'
import type { Encodable } from '../python/value.ts'
import type { NodeInputs } from './inputs.ts'
import type { NodeContext, NodeResult, NodeRun, NodeSet } from './node.ts'
import { type ImageValue, type NodeValue, picturesOf } from './values.ts'

/** What a saving node passes on: since 0.33 many have an output for what they were given. */
export const passing = (
  value: NodeValue | undefined,
  { nodeClass }: NodeContext,
  ui: { readonly [kind: string]: Encodable },
): NodeResult => ({ outputs: value === undefined ? [] : nodeClass.outputs.map(() => value), ui })

const savePngs = async (
  { pictures, alpha }: Pick<ImageValue, 'pictures' | 'alpha'>,
  context: NodeContext,
  place: { type: 'output' | 'temp'; prefix: string },
): Promise<Encodable> => {
  const pngs = await Promise.all(pictures.map((picture, at) => encodePng(picture, alpha?.[at])))
  const files = pngs.map((png) => withTextChunks(png, context.texts))
  const [size] = pictures
  return context.save(files, { ...place, ending: '_.png', ...(size && { size }) })
}

const saveImages: NodeRun = async (inputs, context) => {
  const images = inputs.get('images', 'IMAGE')
  const place = { type: 'output', prefix: inputs.text('filename_prefix') } as const
  if (inputs.text('format') === 'exr') {
    throw new PyError('NotImplementedError', 'The simulator does not write EXR files')
  }
  return passing(images, context, { images: await savePngs(images, context, place) })
}

const preview = (input: string, more: { readonly [key: string]: Encodable } = {}): NodeRun => {
  return async (inputs, context) => {
    const value = inputs.get(input, 'IMAGE', 'MASK')
    const images = await savePngs(value, context, { type: 'temp', prefix: 'ComfyUI' })
    return passing(value, context, { images, ...more })
  }
}

const animation = (
  ending: string,
  encode: (images: ImageValue, inputs: NodeInputs, context: NodeContext) => Promise<Buffer>,
): NodeRun => {
  return async (inputs, context) => {
    const images = inputs.get('images', 'IMAGE')
    const [size] = images.pictures
    const place = { type: 'output', prefix: inputs.text('filename_prefix'), ending } as const
    const file = await encode(images, inputs, context)
    const files = context.save([file], { ...place, ...(size && { size }) })
    const isAnimated = images.pictures.length > 1
    return passing(images, context, {
      images: files,
      ...(isAnimated && { animated: [true] }),
    })
  }
}

const milliseconds = (inputs: NodeInputs): number => Math.trunc(1000 / inputs.number('fps'))

const prettyJson = (text: string): string => {
  try {
    return JSON.stringify(JSON.parse(stringifyJson(parseJson(text))), null, 2)
  } catch {
    return text
  }
}

const saveText: NodeRun = (inputs, context) => {
  const [text, format] = [inputs.text('text'), inputs.text('format')]
  const bytes = Buffer.from(format === 'json' ? prettyJson(text) : text)
  const files = context.save([bytes], {
    type: 'output',
    prefix: inputs.text('filename_prefix'),
    ending: `.${format}`,
    size: { width: 1, height: 1 },
  })
  return passing({ kind: 'LITERAL', value: text }, context, {
    text: [text],
    files: files,
  })
}

/** The text of any value, as PreviewAny shows it. */
const previewAny: NodeRun = (inputs, context) => {
  const source = inputs.find('source')
  const isPlain = source === undefined || source.kind === 'LITERAL' || source.kind === 'UNKNOWN'
  const text = isPlain ? str(inputs.literal('source')) : `<${source.kind} object>`
  return passing({ kind: 'LITERAL', value: text }, context, { text: [text] })
}

export const savingNodes: NodeSet = {
  SaveImage: saveImages,
  SaveImageAdvanced: saveImages,
  PreviewImage: preview('images'),
  MaskPreview: preview('mask', { animated: [false] }),
  SaveImageWebsocket: async (inputs, context) => {
    const { pictures } = inputs.get('images', 'IMAGE')
    for (const [value, picture] of pictures.entries()) {
      await context.sendImage({ value, max: pictures.length, picture })
    }
    return {}
  },
  SaveAnimatedWEBP: animation('_.webp', ({ pictures }, inputs, { texts }) =>
    animatedWebp(
      pictures,
      {
        milliseconds: milliseconds(inputs),
        lossless: inputs.flag('lossless'),
        quality: inputs.integer('quality'),
      },
      texts,
    ),
  ),
  SaveAnimatedPNG: animation('_.png', ({ pictures }, inputs, { texts }) =>
    animatedPng(pictures, milliseconds(inputs), texts),
  ),
  ImageCompare: async (inputs, context) => {
    const ui: Record<string, Encodable> = {}
    for (const name of ['image_a', 'image_b']) {
      const pictures = inputs.has(name) ? picturesOf(inputs.get(name, 'IMAGE')) : []
      const place = { type: 'temp', prefix: 'ComfyUI' } as const
      ui[name.replace('image', '') === '_a' ? 'a_images' : 'b_images'] = await savePngs(
        { pictures },
        context,
        place,
      )
    }
    return { ui }
  },
  SaveText: saveText,
  PreviewAny: previewAny,
  SaveGLB: (inputs, context) => {
    const files = context.save([encodeGlb(context.texts)], {
      type: 'output',
      prefix: inputs.text('filename_prefix'),
      ending: '_.glb',
    })
    return { ui: { '3d': files } }
  },
}
