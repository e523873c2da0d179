import type { NodeInputs } from './inputs.ts'
import type { NodeSet } from './node.ts'
import type { ConditioningValue } from './values.ts'

/** One prompt of two: the texts in order, the pictures of both. */
const joined = (inputs: NodeInputs, first: string, second: string): ConditioningValue => {
  const [a, b] = [inputs.get(first, 'CONDITIONING'), inputs.get(second, 'CONDITIONING')]
  return {
    ...b,
    ...a,
    text: [a.text, b.text].filter((text) => text !== '').join(', '),
    references: [...(a.references ?? []), ...(b.references ?? [])],
    controls: [...(a.controls ?? []), ...(b.controls ?? [])],
    styles: [...(a.styles ?? []), ...(b.styles ?? [])],
  }
}

export const conditioningNodes: NodeSet = {
  FluxGuidance: (inputs) => ({
    outputs: [
      { ...inputs.get('conditioning', 'CONDITIONING'), guidance: inputs.number('guidance') },
    ],
  }),
  ConditioningCombine: (inputs) => ({
    outputs: [joined(inputs, 'conditioning_1', 'conditioning_2')],
  }),
  ConditioningConcat: (inputs) => ({
    outputs: [joined(inputs, 'conditioning_to', 'conditioning_from')],
  }),
  ConditioningAverage: (inputs) => ({
    outputs: [joined(inputs, 'conditioning_to', 'conditioning_from')],
  }),
  ConditioningZeroOut: (inputs) => {
    const { words, seen } = inputs.get('conditioning', 'CONDITIONING')
    const kept = { ...(words && { words }), ...(seen && { seen }) }
    return { outputs: [{ kind: 'CONDITIONING', text: '', ...kept }] }
  },
}
