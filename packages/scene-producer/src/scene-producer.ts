/** A way of writing prompts: `sdxl` and `illustrious` in comma-separated tags, `photorealistic` in sentences. */
export type SceneStyle = 'sdxl' | 'illustrious' | 'photorealistic'

/** What is to be told, and in how many pictures. */
export interface SceneRequest {
  /** 100–1000 characters. */
  readonly story: string
  /** 3–50. */
  readonly frameCount: number
  /** "three acts", "hero's journey" or anything else; the producer's choice unless given. */
  readonly narrativeArc?: string
  /** The image model that will paint the frames. */
  readonly model: string
  readonly style: SceneStyle
  /** Words that are to be in every frame's prompt; at most 20, of 100 characters each. */
  readonly keywords?: readonly string[]
}

/** One picture of the story. */
export interface SceneFrame {
  /** Counted from 1, without gaps. */
  readonly frameNumber: number
  /** Ready for the image model; begins with the sequence's prefix. No two frames of a sequence have the same. */
  readonly prompt: string
  /** One sentence for a person. */
  readonly description: string
  /** The shot in the vocabulary of the style, such as `wide shot`. */
  readonly shotType: string
}

/** What all frames share. Text that is unknown is ''. */
export interface SceneMetadata {
  /** One description each, such as `Mia, a young girl with red hair`. */
  readonly characters: readonly string[]
  readonly setting: string
  readonly atmosphere: string
  readonly arc: string
  /** What every prompt begins with, so that the frames look alike. */
  readonly prefix: string
  readonly negativePrompt: string
  /** Who wrote the frames: `built-in`, `openai:MODEL` or `command:PROGRAM`. */
  readonly producer: string
}

export interface SceneSequence {
  readonly frames: readonly SceneFrame[]
  readonly metadata: SceneMetadata
}

/** Turns a story into as many prompts as there are to be pictures. */
export interface SceneProducer {
  readonly name: string
  /**
   * Rejects with `InvalidSceneRequestError`, `SceneProducerUnavailableError` or `SceneProducerInvalidAnswerError`;
   * when aborted, with the signal's reason.
   */
  produce(request: SceneRequest, options?: { signal?: AbortSignal }): Promise<SceneSequence>
}
