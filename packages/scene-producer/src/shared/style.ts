import type { SceneStyle } from '../scene-producer.ts'

/** The ways to look at a moment, whatever a style calls them. */
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
  /** What the frame's `shotType` says. */
  readonly type: string
  /** What the prompt says. */
  readonly words: string
}

/** How a family of image models wants to be talked to. */
export interface Style {
  readonly id: SceneStyle
  readonly form: 'tags' | 'sentences'
  readonly quality: string
  /** How a character's look is put, where not as "a girl with red hair and a yellow raincoat". */
  readonly look?: (description: string) => string
  readonly negativePrompt: string
  readonly shots: Readonly<Record<ShotKind, Shot>>
  /** Where a shot is called otherwise when nobody is in the picture. */
  readonly withoutPeople: Partial<Readonly<Record<ShotKind, Shot>>>
  /** Tell apart further pictures of the same moment from the same side. */
  readonly variations: readonly string[]
  /** One line of advice for a language model that writes such prompts. */
  readonly advice: string
}
