import type { NodeRun, NodeSet } from './node.ts'

const value: NodeRun = (inputs) => ({
  outputs: [{ kind: 'LITERAL', value: inputs.literal('value') }],
})

export const primitiveNodes: NodeSet = {
  PrimitiveInt: value,
  PrimitiveFloat: value,
  PrimitiveString: value,
  PrimitiveStringMultiline: value,
  PrimitiveBoolean: value,
  StringConcatenate: (inputs) => ({
    outputs: [
      {
        kind: 'LITERAL',
        value: inputs.text('string_a') + inputs.text('delimiter') + inputs.text('string_b'),
      },
    ],
  }),
}
