import type { Choices } from '@darkroom/workflow-builder'

/** The folders of model files, as below ComfyUI's `models`. */
export type ModelFolder =
  | 'checkpoints'
  | 'loras'
  | 'diffusion_models'
  | 'vae'
  | 'text_encoders'
  | 'controlnet'
  | 'model_patches'
  | 'upscale_models'

interface List {
  readonly nodeClass: string
  readonly input: string
}

/** The lists that name the files of each folder; GGUF files have loaders of their own, where somebody installed them. */
const lists: Readonly<Record<ModelFolder, readonly List[]>> = {
  checkpoints: [{ nodeClass: 'CheckpointLoaderSimple', input: 'ckpt_name' }],
  loras: [{ nodeClass: 'LoraLoader', input: 'lora_name' }],
  diffusion_models: [
    { nodeClass: 'UNETLoader', input: 'unet_name' },
    { nodeClass: 'UnetLoaderGGUF', input: 'unet_name' },
  ],
  vae: [{ nodeClass: 'VAELoader', input: 'vae_name' }],
  text_encoders: [
    { nodeClass: 'CLIPLoader', input: 'clip_name' },
    { nodeClass: 'CLIPLoaderGGUF', input: 'clip_name' },
  ],
  controlnet: [{ nodeClass: 'ControlNetLoader', input: 'control_net_name' }],
  model_patches: [{ nodeClass: 'ModelPatchLoader', input: 'name' }],
  upscale_models: [{ nodeClass: 'UpscaleModelLoader', input: 'model_name' }],
}

/** Node classes whose lists are shown, whatever the workflows need. */
export const listedClasses: readonly string[] = [
  ...new Set(Object.values(lists).flatMap((each) => each.map(({ nodeClass }) => nodeClass))),
  'KSampler',
]

/** The files of a folder, as the server spells them; each once, though two loaders list it. */
export const filesIn = (folder: ModelFolder, server: Choices): readonly string[] => [
  ...new Set(
    lists[folder].flatMap(({ nodeClass, input }) => server.choices(nodeClass, input) ?? []),
  ),
]
