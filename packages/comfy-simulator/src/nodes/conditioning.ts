import type { NodeInputs } from './inputs.ts'
import type { NodeRun, NodeSet } from './node.ts'
import type { ConditioningValue } from './values.ts'

const encode = (...names: readonly string[]): NodeRun => {
  return (inputs) => {
    inputs.get('clip', 'CLIP')
    const texts = new Set(names.map((name) => inputs.text(name)))
    const guidance = inputs.has('guidance') ? { guidance: inputs.number('guidance') } : {}
    return { outputs: [{ kind: 'CONDITIONING', text: [...texts].join(', '), ...guidance }] }
  }
}

const pass = (...names: readonly string[]): NodeRun => {
  return (inputs) => ({ outputs: names.map((name) => inputs.get(name, 'CONDITIONING')) })
}

const joined = (inputs: NodeInputs, first: string, second: string): ConditioningValue => {
  const [a, b] = [inputs.get(first, 'CONDITIONING'), inputs.get(second, 'CONDITIONING')]
  return { ...a, text: [a.text, b.text].filter((text) => text !== '').join(', ') }
}

export const conditioningNodes: NodeSet = {
  CLIPTextEncode: encode('text'),
  CLIPTextEncodeSDXL: encode('text_g', 'text_l'),
  CLIPTextEncodeSDXLRefiner: encode('text'),
  CLIPTextEncodeFlux: encode('t5xxl', 'clip_l'),
  CLIPTextEncodeSD3: encode('t5xxl', 'clip_g', 'clip_l'),
  FluxGuidance: (inputs) => ({
    outputs: [
      { ...inputs.get('conditioning', 'CONDITIONING'), guidance: inputs.number('guidance') },
    ],
  }),
  FluxDisableGuidance: pass('conditioning'),
  ConditioningCombine: (inputs) => ({
    outputs: [joined(inputs, 'conditioning_1', 'conditioning_2')],
  }),
  ConditioningConcat: (inputs) => ({
    outputs: [joined(inputs, 'conditioning_to', 'conditioning_from')],
  }),
  ConditioningAverage: (inputs) => ({
    outputs: [joined(inputs, 'conditioning_to', 'conditioning_from')],
  }),
  ConditioningZeroOut: () => ({ outputs: [{ kind: 'CONDITIONING', text: '' }] }),
  ConditioningSetTimestepRange: pass('conditioning'),
  ConditioningSetArea: pass('conditioning'),
  ControlNetApply: pass('conditioning'),
  ControlNetApplyAdvanced: pass('positive', 'negative'),
}
