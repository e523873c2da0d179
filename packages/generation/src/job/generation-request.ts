export interface LoraRequest {
  readonly name: string
  readonly strengthModel: number
  readonly strengthClip: number
}

/** Everything that decides what a picture looks like. */
export interface GenerationRequest {
  readonly prompt: string
  readonly negativePrompt: string
  /** As any server lists it; `/` and `\` are the same. */
  readonly model: string
  /** 0…2^53−1; −1 lets `accept` choose one. */
  readonly seed: number
  readonly steps: number
  readonly cfg: number
  readonly sampler: string
  readonly scheduler: string
  readonly width: number
  readonly height: number
  readonly loras: readonly LoraRequest[]
  /** Pictures from one run. Default 1. */
  readonly batchSize?: number
}

/** The words of a request. */
export interface PromptTexts {
  readonly prompt: string
  readonly negativePrompt: string
}

/** How the seeds of a batch or sequence follow from the base seed: new ones, base + n, or the same. */
export type SeedMode = 'random' | 'incremental' | 'fixed'

export interface BatchRequest {
  /** `request.seed` is not used: see `baseSeed`. */
  readonly request: GenerationRequest
  /** 2…20. */
  readonly batchCount: number
  /** Default `random`. */
  readonly seedMode?: SeedMode
  /** Default −1: choose one. */
  readonly baseSeed?: number
  /**
   * All pictures from one run of ComfyUI, and so from one seed: faster, and if it fails all of them do. Only with the
   * seed mode `random`. Default false.
   */
  readonly sharedRun?: boolean
}

/** What one frame may have of its own; the rest comes from the sequence's `parameters`. */
export interface FrameRequest {
  readonly frameNumber: number
  readonly prompt: string
  readonly description: string
  readonly shotType: string
  readonly parameters?: Partial<GenerationRequest>
}

/** Where the frames of a sequence come from; kept beside the pictures. */
export interface SequenceStory {
  readonly description: string
  readonly arc: string
  readonly style: string
  readonly keywords: readonly string[]
  readonly characters: readonly string[]
  readonly setting: string
  readonly atmosphere: string
  /** What every prompt begins with. */
  readonly prefix: string
  /** Who wrote the prompts. */
  readonly producer: string
}

/** One frame made anew: what is left out stays as it was, but for the seed, which is a new one. */
export interface FrameChange {
  readonly prompt?: string
  readonly description?: string
  readonly shotType?: string
  readonly parameters?: Partial<GenerationRequest>
}

export interface SequenceRequest {
  /** A UUID, from when the prompts were made. Default: a new one. */
  readonly sequenceId?: string
  readonly prompts: readonly FrameRequest[]
  /** `prompt` is replaced by each frame's own; `seed` is the base seed, −1 to choose one. */
  readonly parameters: GenerationRequest
  /** Default `fixed`. */
  readonly seedMode?: SeedMode
  /** Frame k waits for frame k−1 to succeed; the rest are skipped if it does not. Default false. */
  readonly chain?: boolean
  readonly story?: SequenceStory
}

export interface AcceptOptions {
  /** The same key with the same fingerprint gives the first answer again. */
  readonly idempotencyKey?: string
  /** Hash of the body that the key belongs to. Default: one made from the request. */
  readonly fingerprint?: string
  /** Who asks. Default `''`. */
  readonly client?: string
  /** −100…100, higher runs first. Default 0. */
  readonly priority?: number
  /** The prompt is taken letter for letter: no wildcard in it is drawn. Default false. */
  readonly literal?: boolean
}
