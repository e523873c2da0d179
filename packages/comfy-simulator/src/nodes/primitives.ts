import { PyError, toFloat, toInt } from '../python/convert.ts'
import { isTrue, PyFloat } from '../python/value.ts'
import { evaluate } from './expression.ts'
import type { NodeInputs } from './inputs.ts'
import type { NodeResult, NodeRun, NodeSet } from './node.ts'
import { literal } from './texts.ts'

const value: NodeRun = (inputs) => literal(inputs.literal('value'))

const calculated = (inputs: NodeInputs): NodeResult => {
  const text = inputs.text('expression')
  const names = Array.from(inputs.entries).flatMap(([name]) =>
    name.startsWith('values.')
      ? [[name.slice('values.'.length), inputs.number(name)] as const]
      : [],
  )
  const result = evaluate(text, new Map(names))
  if (!Number.isFinite(result)) {
    throw new PyError(
      'ValueError',
      `Math Expression '${text}' produced a non-finite result: ${result}`,
    )
  }
  return {
    outputs: [
      { kind: 'LITERAL', value: new PyFloat(result) },
      { kind: 'LITERAL', value: toInt(new PyFloat(result)) },
      { kind: 'LITERAL', value: result !== 0 },
    ],
  }
}

/** The size of so many megapixels in an aspect ratio such as `16:9 (Widescreen)`. */
const resolution = (inputs: NodeInputs): NodeResult => {
  const [wide = 1, high = 1] = inputs.text('aspect_ratio').split(':').map(Number.parseFloat)
  const multiple = inputs.integer('multiple', 8)
  const scale = Math.sqrt((inputs.number('megapixels') * 1024 * 1024) / (wide * high))
  const side = (part: number): number => Math.round((part * scale) / multiple) * multiple
  return { outputs: [wide, high].map((part) => ({ kind: 'LITERAL', value: side(part) })) }
}

export const primitiveNodes: NodeSet = {
  PrimitiveInt: value,
  PrimitiveFloat: value,
  PrimitiveString: value,
  PrimitiveStringMultiline: value,
  PrimitiveBoolean: value,
  PrimitiveBoundingBox: (inputs) =>
    literal(
      new Map(['x', 'y', 'width', 'height'].map((name) => [name, inputs.integer(name)] as const)),
    ),
  CustomCombo: (inputs) => ({
    outputs: [
      { kind: 'LITERAL', value: inputs.text('choice') },
      { kind: 'LITERAL', value: inputs.integer('index', 0) },
    ],
  }),
  ComfyNumberConvert: (inputs) => {
    const number = toFloat(inputs.literal('value'))
    return {
      outputs: [
        { kind: 'LITERAL', value: number },
        { kind: 'LITERAL', value: toInt(number) },
      ],
    }
  },
  ComfyMathExpression: calculated,
  ResolutionSelector: resolution,
  ComfySwitchNode: (inputs) => {
    const chosen = inputs.find(switchedTo(inputs))
    return { outputs: chosen === undefined ? [] : [chosen] }
  },
}

const switchedTo = (inputs: NodeInputs): string =>
  isTrue(inputs.literal('switch')) ? 'on_true' : 'on_false'

/** The inputs that a class asks for once it knows the others; those it does not ask for need not run. */
export const lazyInputs: Readonly<Record<string, (inputs: NodeInputs) => readonly string[]>> = {
  ComfySwitchNode: (inputs) => [switchedTo(inputs)],
}
