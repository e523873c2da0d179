import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { ChoiceLists } from '../nodes/choices.ts'
import type { Profile } from '../profiles.ts'
import type { Models } from './default-models.ts'

/** Every folder key of `/models` of a release, in the server's order. */
const modelFolders = ({ hasMoreModelFolders }: Profile): readonly string[] =>
  hasMoreModelFolders
    ? [...folders.toSpliced(folders.indexOf('hypernetworks'), 0, 'datasets'), ...newerFolders]
    : folders

/** The folders that came by 0.33, behind the others. */
const newerFolders = [
  'background_removal',
  'frame_interpolation',
  'geometry_estimation',
  'optical_flow',
  'detection',
]

const folders: readonly string[] = [
  'checkpoints',
  'configs',
  'loras',
  'vae',
  'text_encoders',
  'diffusion_models',
  'clip_vision',
  'style_models',
  'embeddings',
  'diffusers',
  'vae_approx',
  'controlnet',
  'gligen',
  'upscale_models',
  'latent_upscale_models',
  'custom_nodes',
  'hypernetworks',
  'photomaker',
  'classifiers',
  'model_patches',
  'audio_encoders',
]

/** The names in the input folder that the lists of uploads show. */
const uploadNames = {
  input: /\.(?:png|jpe?g|webp|gif|bmp|tiff?|avif|svg)$/i,
  'input-video': /\.(?:mp4|webm|mkv|mov|avi|m4v|mpe?g)$/i,
  'input-audio': /\.(?:mp3|wav|flac|ogg|opus|m4a|aac)$|\.(?:mp4|webm|mkv|mov)$/i,
} as const

/** The names of models and input images in this server's spelling. */
export class ModelLists {
  readonly #windowsPaths: boolean
  readonly #inputDirectory: string
  /** Every folder key of `/models`, in the server's order. */
  readonly folders: readonly string[]
  #models: Models

  constructor(
    models: Models,
    options: { profile: Profile; windowsPaths: boolean; inputDirectory: string },
  ) {
    this.#models = models
    this.folders = modelFolders(options.profile)
    this.#windowsPaths = options.windowsPaths
    this.#inputDirectory = options.inputDirectory
  }

  /** Replaces the names; folders left out keep what they have. */
  set(models: Partial<Models>): void {
    this.#models = { ...this.#models, ...models }
  }

  /** The files of one folder, sorted; undefined for a folder that does not exist. */
  names(folder: string): readonly string[] | undefined {
    if (!this.folders.includes(folder)) return undefined
    const found = Object.entries({ ...this.#models }).find(([name]) => name === folder)?.[1] ?? []
    return Array.from(found, (name) => this.spell(name)).toSorted()
  }

  spell(name: string): string {
    return this.#windowsPaths ? name.replaceAll('/', '\\') : name
  }

  choices(): ChoiceLists {
    const lists = new Map<string, readonly string[]>(
      this.folders.map((folder) => [folder, this.names(folder) ?? []]),
    )
    lists.set('vae', [...(lists.get('vae') ?? []), 'pixel_space'])
    const uploads = readdirSync(path.resolve(this.#inputDirectory)).toSorted()
    for (const [list, pattern] of Object.entries(uploadNames))
      lists.set(
        list,
        uploads.filter((name) => pattern.test(name)),
      )
    return lists
  }
}
