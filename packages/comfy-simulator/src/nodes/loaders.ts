import type { NodeInputs } from './inputs.ts'
import type { NodeContext, NodeResult, NodeRun, NodeSet } from './node.ts'
import type { ModelValue, NamedKind } from './values.ts'

const named = (kind: NamedKind, input: string): NodeRun => {
  return (inputs, context) => {
    const name = inputs.text(input)
    context.openModel(name)
    return { outputs: [{ kind, name }] }
  }
}

const loadCheckpoint = (inputs: NodeInputs, context: NodeContext): NodeResult => {
  const name = inputs.text('ckpt_name')
  context.openModel(name)
  return {
    outputs: [
      { kind: 'MODEL', checkpoint: name, loras: [] },
      { kind: 'CLIP', name },
      { kind: 'VAE', name },
      { kind: 'CLIP_VISION', name },
    ],
  }
}

const withLora = (inputs: NodeInputs, context: NodeContext): ModelValue => {
  const model = inputs.get('model', 'MODEL')
  const lora = { name: inputs.text('lora_name'), strength: inputs.number('strength_model') }
  context.openModel(lora.name)
  return { ...model, loras: [...model.loras, lora] }
}

/** For nodes that change how a model samples, which the painter ignores. */
const passModel: NodeRun = (inputs) => ({ outputs: [inputs.get('model', 'MODEL')] })

export const loaderNodes: NodeSet = {
  CheckpointLoaderSimple: loadCheckpoint,
  CheckpointLoader: loadCheckpoint,
  unCLIPCheckpointLoader: loadCheckpoint,
  UNETLoader: (inputs, context) => {
    const name = inputs.text('unet_name')
    context.openModel(name)
    return { outputs: [{ kind: 'MODEL', checkpoint: name, loras: [] }] }
  },
  CLIPLoader: named('CLIP', 'clip_name'),
  DualCLIPLoader: named('CLIP', 'clip_name1'),
  TripleCLIPLoader: named('CLIP', 'clip_name1'),
  VAELoader: named('VAE', 'vae_name'),
  UpscaleModelLoader: named('UPSCALE_MODEL', 'model_name'),
  ControlNetLoader: named('CONTROL_NET', 'control_net_name'),
  CLIPVisionLoader: named('CLIP_VISION', 'clip_name'),
  StyleModelLoader: named('STYLE_MODEL', 'style_model_name'),
  LoraLoader: (inputs, context) => ({
    outputs: [withLora(inputs, context), inputs.get('clip', 'CLIP')],
  }),
  LoraLoaderModelOnly: (inputs, context) => ({ outputs: [withLora(inputs, context)] }),
  CLIPSetLastLayer: (inputs) => ({ outputs: [inputs.get('clip', 'CLIP')] }),
  ModelSamplingSD3: passModel,
  ModelSamplingFlux: passModel,
  ModelSamplingAuraFlow: passModel,
  ModelSamplingDiscrete: passModel,
  RescaleCFG: passModel,
  FreeU_V2: passModel,
  PerturbedAttentionGuidance: passModel,
  SelfAttentionGuidance: passModel,
}
