/** A style of prompts: `sdxl` and `illustrious` are comma-separated tags, `photorealistic` is sentences. */
export type SceneStyle = 'sdxl' | 'illustrious' | 'photorealistic'

/** The story to tell and the number of pictures. */
export interface SceneRequest {
  /** The story; 100–1000 characters. */
  readonly story: string
  /** The number of frames; 3–50. */
  readonly frameCount: number
  /** "three acts", "hero's journey" or any other text; chosen by the producer unless given. */
  readonly narrativeArc?: string
  /** The image model that will paint the frames. */
  readonly model: string
  readonly style: SceneStyle
  /** Words for every frame's prompt; at most 20, of 100 characters each. */
  readonly keywords?: readonly string[]
}

/** One picture of the story. */
export interface SceneFrame {
  /** Counted from 1, without gaps. */
  readonly frameNumber: number
  /** The prompt for the image model; begins with the sequence's prefix. No two frames of a sequence have the same. */
  readonly prompt: string
  /** One sentence for a person. */
  readonly description: string
  /** The shot in the style's vocabulary, such as `wide shot`. */
  readonly shotType: string
}

/** The common properties of all frames; unknown text is ''. */
export interface SceneMetadata {
  /** The descriptions of the characters, such as `Mia, a young girl with red hair`. */
  readonly characters: readonly string[]
  readonly setting: string
  readonly atmosphere: string
  readonly arc: string
  /** The beginning of every prompt, which makes the frames look alike. */
  readonly prefix: string
  readonly negativePrompt: string
  /** The writer of the frames: `built-in`, `openai:MODEL` or `command:PROGRAM`. */
  readonly producer: string
}

export interface SceneSequence {
  readonly frames: readonly SceneFrame[]
  readonly metadata: SceneMetadata
}

/** Turns a story into a given number of prompts. */
export interface SceneProducer {
  readonly name: string
  /**
   * Rejects with `InvalidSceneRequestError`, `SceneProducerUnavailableError` or `SceneProducerInvalidAnswerError`;
   * when aborted, with the signal's reason.
   */
  produce(request: SceneRequest, options?: { signal?: AbortSignal }): Promise<SceneSequence>
}
