import type { Need } from '@darkroom/workflow-builder'

/** The files of a server by folder, as its loaders' lists name them. */
export type Folders = ReadonlyMap<string, readonly string[]>

interface Kind {
  /** ComfyUI's folders of such files; some have an older name. */
  readonly folders: readonly string[]
  readonly noun: string
  /** What to do with such a file. */
  readonly advice: string
}

const kinds: readonly Kind[] = [
  { folders: ['checkpoints'], noun: 'a checkpoint', advice: 'name it as model' },
  { folders: ['loras'], noun: 'a LoRA', advice: 'name it in loras, beside a model' },
  { folders: ['vae'], noun: 'a VAE', advice: 'name it as vae, beside a model' },
  {
    folders: ['embeddings'],
    noun: 'an embedding',
    advice: 'write embedding: and its name into the prompt',
  },
  {
    folders: ['upscale_models', 'latent_upscale_models'],
    noun: 'an upscaler',
    advice: 'it makes pictures larger and none by itself',
  },
  {
    folders: ['diffusion_models', 'unet', 'unet_gguf'],
    noun: 'a diffusion model without text encoder and VAE',
    advice: 'name it as model',
  },
  {
    folders: ['text_encoders', 'clip', 'clip_gguf'],
    noun: 'a text encoder',
    advice: 'name it in text_encoders, beside a model',
  },
  { folders: ['controlnet'], noun: 'a ControlNet', advice: 'it guides a model and is none' },
  { folders: ['clip_vision'], noun: 'a CLIP vision model', advice: 'it reads pictures' },
  { folders: ['style_models'], noun: 'a style model', advice: 'it guides a model and is none' },
  { folders: ['hypernetworks'], noun: 'a hypernetwork', advice: 'it changes a model and is none' },
  { folders: ['gligen'], noun: 'a GLIGEN model', advice: 'it guides a model and is none' },
  { folders: ['photomaker'], noun: 'a PhotoMaker model', advice: 'it guides a model and is none' },
  { folders: ['ipadapter'], noun: 'an IP-Adapter', advice: 'it guides a model and is none' },
]

/** The folders in which a file that is missed may lie instead. */
export const foldersOfKinds: readonly string[] = kinds.flatMap(({ folders }) => folders)

const wantedBy: Readonly<Record<string, string>> = {
  CheckpointLoaderSimple: 'checkpoints',
  LoraLoader: 'loras',
  LoraLoaderModelOnly: 'loras',
  VAELoader: 'vae',
  CLIPLoader: 'text_encoders',
  CLIPLoaderGGUF: 'text_encoders',
  DualCLIPLoader: 'text_encoders',
  DualCLIPLoaderGGUF: 'text_encoders',
  TripleCLIPLoader: 'text_encoders',
  TripleCLIPLoaderGGUF: 'text_encoders',
  QuadrupleCLIPLoader: 'text_encoders',
  QuadrupleCLIPLoaderGGUF: 'text_encoders',
  ControlNetLoader: 'controlnet',
  UpscaleModelLoader: 'upscale_models',
}

/** A sentence about a file that was named where another kind is wanted; undefined when none of that name is there. */
export function tellKind(
  { name, nodeClass }: Pick<Need, 'name' | 'nodeClass'>,
  servers: readonly Folders[],
): string | undefined {
  const wanted = kinds.find(({ folders }) => folders.includes(wantedBy[nodeClass] ?? ''))
  for (const kind of kinds) {
    if (kind === wanted) continue
    const files = servers.flatMap((server) => kind.folders.flatMap((one) => server.get(one) ?? []))
    if (!files.some((file) => isSame(file, name))) continue
    const instead = wanted === undefined ? '' : `, not ${wanted.noun}`
    return `${JSON.stringify(name)} is ${kind.noun}${instead}; ${kind.advice}`
  }
  return undefined
}

const isSame = (file: string, name: string): boolean =>
  plain(file) === plain(name) || (!/[\\/]/.test(name) && fileName(file) === fileName(name))

const fileName = (name: string): string => plain(name).split('/').at(-1) ?? ''

const plain = (name: string): string =>
  name
    .replaceAll('\\', '/')
    .toLowerCase()
    .replace(/\.(?:safetensors|sft|ckpt|pt|pth|bin|gguf)$/, '')
