import { InvalidParameterError } from '../errors.ts'
import { createNode, type InputValue } from '../graph/graph-node.ts'
import { type Clip, outputOf } from '../graph/output.ts'

const classes = ['CLIPLoader', 'DualCLIPLoader', 'TripleCLIPLoader', 'QuadrupleCLIPLoader'] as const

/** The node class that loads so many text encoders; ComfyUI-GGUF has one of its own for each. */
export function textEncoderClass(names: readonly string[]): string {
  const nodeClass = classes[names.length - 1]
  if (nodeClass === undefined) {
    throw new InvalidParameterError(
      'text_encoders',
      `must be one to four names, not ${names.length}`,
    )
  }
  return names.some(isGguf) ? `${nodeClass}GGUF` : nodeClass
}

/** The input of `textEncoderClass` that takes the name at `index`. */
export const textEncoderInput = (names: readonly string[], index: number): string =>
  names.length === 1 ? 'clip_name' : `clip_name${index + 1}`

export const isGguf = (name: string): boolean => /\.gguf$/i.test(name)

/** Loads one to four text encoders that work together; `type` says for which models, where the loader asks. */
export function loadTextEncoders({
  names,
  type,
}: {
  names: readonly string[]
  type: string
}): Clip {
  const files = names.map((name, index): [string, InputValue] => [
    textEncoderInput(names, index),
    name,
  ])
  const asksForType = names.length <= 2
  const node = createNode({
    classType: textEncoderClass(names),
    title: 'Load Text Encoders',
    inputs: { ...Object.fromEntries(files), type: asksForType ? type : undefined },
  })
  return outputOf(node, 0)
}

/** How the T5 tokenizer pads: Chroma wants no more than one token of padding. */
export function padTokens({
  clip,
  minPadding,
  minLength,
}: {
  clip: Clip
  minPadding: number
  minLength: number
}): Clip {
  const node = createNode({
    classType: 'T5TokenizerOptions',
    title: 'Token Padding',
    inputs: { clip, min_padding: minPadding, min_length: minLength },
  })
  return outputOf(node, 0)
}
