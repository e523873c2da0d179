import type { NodeInputs } from './inputs.ts'
import type { NodeContext, NodeSet } from './node.ts'
import type { ModelValue } from './values.ts'

const withLora = (inputs: NodeInputs, context: NodeContext): ModelValue => {
  const model = inputs.get('model', 'MODEL')
  const lora = { name: inputs.text('lora_name'), strength: inputs.number('strength_model') }
  context.openModel(lora.name)
  return { ...model, loras: [...model.loras, lora] }
}

/** Loaders that do more than open a file; all others follow the general rule. */
export const loaderNodes: NodeSet = {
  LoraLoader: (inputs, context) => ({
    outputs: [withLora(inputs, context), inputs.named('clip', 'CLIP')],
  }),
  LoraLoaderModelOnly: (inputs, context) => ({ outputs: [withLora(inputs, context)] }),
}
