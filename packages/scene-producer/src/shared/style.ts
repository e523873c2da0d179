import type { SceneStyle } from '../scene-producer.ts'

/** The kinds of shot, independent of a style's words. */
export type ShotKind =
  | 'establishing'
  | 'action'
  | 'closeUp'
  | 'lowAngle'
  | 'overShoulder'
  | 'wideAction'
  | 'detail'
  | 'profile'
  | 'highAngle'
  | 'fromBehind'
  | 'silhouette'
  | 'pointOfView'

export interface Shot {
  /** The value of the frame's `shotType`. */
  readonly type: string
  readonly words: string
}

/** The prompt style of a family of image models. */
export interface Style {
  readonly id: SceneStyle
  readonly form: 'tags' | 'sentences'
  readonly quality: string
  /** Formats a character's look, unless it stays "a girl with red hair and a yellow raincoat". */
  readonly look?: (description: string) => string
  readonly negativePrompt: string
  readonly shots: Readonly<Record<ShotKind, Shot>>
  /** Other words for shots without people. */
  readonly withoutPeople: Partial<Readonly<Record<ShotKind, Shot>>>
  /** Words that distinguish further pictures of the same moment from the same side. */
  readonly variations: readonly string[]
  /** One line of advice for a language model that writes such prompts. */
  readonly advice: string
}
