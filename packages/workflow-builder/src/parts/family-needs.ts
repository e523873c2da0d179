import type { ModelFamily } from '../families/model-family.ts'
import { isGguf, textEncoderClass, textEncoderInput } from '../nodes/text-encoders.ts'
import type { Need } from '../workflow-entry.ts'
import type { FamilyInputs } from './family-inputs.ts'
import { variantFor } from './variant-for.ts'

/** What a server must have for a picture, the model first. */
export function familyNeeds(family: ModelFamily, inputs: FamilyInputs): readonly Need[] {
  const { sampling, hasTextLoras, control: way } = variantFor(family, inputs)
  const { sampler, scheduler, text_encoders: encoders = [], vae, loras } = inputs
  const loraClass = hasTextLoras ? 'LoraLoader' : 'LoraLoaderModelOnly'
  const isOneNode = sampling === 'ksampler'
  const needs: readonly Need[] = [
    { path: ['model'], kind: 'model', ...modelList(inputs), name: inputs.model },
    {
      path: ['sampler'],
      kind: 'choice',
      nodeClass: isOneNode ? 'KSampler' : 'KSamplerSelect',
      input: 'sampler_name',
      name: sampler,
    },
  ]
  const file = (
    path: Need['path'],
    [nodeClass, input]: readonly [string, string],
    name: string,
  ) => ({
    ...{ path, kind: 'model' as const, nodeClass, input, name },
  })
  return [
    ...needs,
    ...(isOneNode
      ? [
          {
            path: ['scheduler'],
            kind: 'choice' as const,
            nodeClass: 'KSampler',
            input: 'scheduler',
            name: scheduler,
          },
        ]
      : []),
    ...encoders.map((name, index) =>
      file(
        ['text_encoders', index],
        [textEncoderClass(encoders), textEncoderInput(encoders, index)],
        name,
      ),
    ),
    ...(vae === undefined ? [] : [file(['vae'], ['VAELoader', 'vae_name'], vae)]),
    ...loras.map(({ name }, index) =>
      file(['loras', index, 'name'], [loraClass, 'lora_name'], name),
    ),
    ...(inputs.control ?? []).flatMap(({ model }, index) =>
      model === undefined
        ? []
        : [file(['control', index, 'model'], way?.by === 'patch' ? patchList : netList, model)],
    ),
    ...(inputs.upscale?.model === undefined
      ? []
      : [file(['upscale', 'model'], upscaleList, inputs.upscale.model)]),
  ]
}

const netList = ['ControlNetLoader', 'control_net_name'] as const
const patchList = ['ModelPatchLoader', 'name'] as const
const upscaleList = ['UpscaleModelLoader', 'model_name'] as const

const modelList = ({
  model,
  model_folder: folder,
}: FamilyInputs): Pick<Need, 'nodeClass' | 'input'> => {
  if (folder === 'checkpoints') return { nodeClass: 'CheckpointLoaderSimple', input: 'ckpt_name' }
  return { nodeClass: isGguf(model) ? 'UnetLoaderGGUF' : 'UNETLoader', input: 'unet_name' }
}
