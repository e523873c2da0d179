export type ModelKind =
  | 'base'
  | 'merged'
  | 'diffusion'
  | 'lora'
  | 'vae'
  | 'text_encoder'
  | 'controlnet'
  | 'upscale'
  | 'embedding'

export interface Model {
  /** Exactly as jobs name it. */
  readonly filename: string
  /** With `/`, without the extension. */
  readonly displayName: string
  readonly kind: ModelKind
  /** Names of the servers that have it. */
  readonly servers: readonly string[]
}

export interface ModelDetails extends Model {
  /** Id of its family, such as `sdxl`, or `unknown`. */
  readonly family: string
  /** Of the safetensors header. */
  readonly metadata: Readonly<Record<string, unknown>>
  /** Settings that give a good picture. */
  readonly recommended?:
    | {
        readonly steps?: number | undefined
        readonly cfg?: number | undefined
        /** Distilled guidance, where the model has one. */
        readonly guidance?: number | undefined
        readonly sampler?: string | undefined
        readonly scheduler?: string | undefined
        readonly resolution?: { readonly width: number; readonly height: number } | undefined
      }
    | undefined
  /** What it cannot do, by task such as `edit`, each with the reason; absent where its family is not known. */
  readonly cannot?: Readonly<Record<string, string>> | undefined
}

/** Checkpoints and diffusion models: what makes pictures. */
export const isPictureModel = ({ kind }: Pick<Model, 'kind'>): boolean =>
  kind === 'base' || kind === 'merged' || kind === 'diffusion'

/** In names of models for parts of pictures, for changes of them, and for what other models began. */
const special = /inpaint|refiner|kontext|(?<![a-z])(?:fill|edit|depth|canny|redux)(?![a-z])/i

/** The model of who names none: the first that makes pictures of words alone, else the first that makes any. */
export function usualModel(models: readonly Model[]): Model | undefined {
  const all = models.filter(isPictureModel)
  return all.find(({ filename }) => !special.test(filename)) ?? all[0]
}

/** Every method throws DoorError 503 while no server has ever answered. */
export interface Models {
  /** Of all servers; sorted by kind and display name. */
  list(options?: { readonly refresh?: boolean }): Promise<readonly Model[]>
  details(model: Pick<Model, 'kind' | 'filename'>): Promise<ModelDetails>
  samplers(): Promise<{
    readonly samplers: readonly string[]
    readonly schedulers: readonly string[]
  }>
}
