import { isDict, isList, type PyDict, type PyValue } from '../python/value.ts'

/** The names to choose from, by folder of models, and `input`, `input-video` and `input-audio` for uploads. */
export type ChoiceLists = ReadonlyMap<string, readonly string[]>

/** The folder of models behind an input of this name; `Class.input` goes before `input`. */
const folders: Readonly<Record<string, string>> = {
  ckpt_name: 'checkpoints',
  lora_name: 'loras',
  vae_name: 'vae',
  unet_name: 'diffusion_models',
  control_net_name: 'controlnet',
  style_model_name: 'style_models',
  clip_name: 'text_encoders',
  clip_name1: 'text_encoders',
  clip_name2: 'text_encoders',
  clip_name3: 'text_encoders',
  clip_name4: 'text_encoders',
  text_encoder: 'text_encoders',
  gligen_name: 'gligen',
  hypernetwork_name: 'hypernetworks',
  photomaker_model_name: 'photomaker',
  audio_encoder_name: 'audio_encoders',
  bg_removal_name: 'background_removal',
  'CLIPVisionLoader.clip_name': 'clip_vision',
  'UpscaleModelLoader.model_name': 'upscale_models',
  'LatentUpscaleModelLoader.model_name': 'latent_upscale_models',
  'FrameInterpolationModelLoader.model_name': 'frame_interpolation',
  'OpticalFlowLoader.model_name': 'optical_flow',
  'LoadMoGeModel.model_name': 'geometry_estimation',
  'LoadDA3Model.model_name': 'geometry_estimation',
  'LoadMediaPipeFaceLandmarker.model_name': 'detection',
  'ModelPatchLoader.name': 'model_patches',
}

/** The folder of models that an input chooses from. */
export const modelFolderOf = (nodeClass: string, input: string): string | undefined =>
  folders[`${nodeClass}.${input}`] ?? folders[input]

const inputNames = Object.keys(folders).map((key) => key.replace(/^.*\./, ''))

const choosing = new RegExp(
  `_upload": true|"(?:${[...new Set(inputNames)].join('|')})": \\[(?:\\[|"COMBO")`,
)

/** Whether a definition, as text, may have an input that chooses a file; the text of any other is always the same. */
export const mayChooseFiles = (definition: string): boolean => choosing.test(definition)

const uploadKinds = [
  ['image_upload', 'input'],
  ['video_upload', 'input-video'],
  ['audio_upload', 'input-audio'],
] as const

/** The list for an input that takes an upload; a remote list is asked for by the browser and is not in the definition. */
const uploadListOf = (options: PyDict): string | undefined =>
  options.has('remote') ? undefined : uploadKinds.find(([flag]) => options.get(flag) === true)?.[1]

const isCombo = (specification: PyValue): specification is PyValue[] =>
  isList(specification) && (isList(specification[0]) || specification[0] === 'COMBO')

const withChoices = (choices: readonly string[], [type, options]: PyValue[]): PyValue[] => {
  const given: PyDict = isDict(options) ? options : new Map()
  if (type === 'COMBO') return ['COMBO', new Map([...given, ['options', [...choices]]])]
  return options === undefined ? [[...choices]] : [[...choices], given]
}

/** ComfyUI itself does not list quantized files; ComfyUI-GGUF lists them for models, and both kinds for text encoders. */
const isReadable = (choice: string, nodeClass: string): boolean =>
  choice.endsWith('.gguf')
    ? nodeClass.includes('GGUF')
    : !(nodeClass.includes('GGUF') && nodeClass.startsWith('Unet'))

/** The inputs of one group with the files that exist now as choices. */
export const fillChoices = (nodeClass: string, group: PyDict, lists: ChoiceLists): PyDict => {
  const filled: PyDict = new Map(group)
  for (const [name, specification] of group) {
    if (!isCombo(specification)) continue
    const options = isDict(specification[1]) ? specification[1] : new Map()
    const choices = lists.get(uploadListOf(options) ?? modelFolderOf(nodeClass, name) ?? '')
    if (choices === undefined) continue
    const readable = choices.filter((choice) => isReadable(choice, nodeClass))
    filled.set(name, withChoices(readable, specification))
  }
  return filled
}
