import type { Json } from '@darkroom/foundation'
import type { ValuePlace } from '../editor/set-values.ts'

export const inputTypes = [
  'text',
  'integer',
  'number',
  'boolean',
  'choice',
  'seed',
  'image',
  'mask',
  'images',
  'video',
  'audio',
  'model',
  'lora',
] as const

export type InputType = (typeof inputTypes)[number]

/** Who says that it is an input: its author in App Mode, by a node made for it, by a subgraph or by a title; or the graph. */
export type InputOrigin = 'app_mode' | 'declared' | 'promoted' | 'title' | 'role'

export const seedControls = ['fixed', 'increment', 'decrement', 'randomize'] as const

export type SeedControl = (typeof seedControls)[number]

export type InputChoice = string | number | boolean

/** What of which LoRA in a list a place has. */
export interface LoraPart {
  readonly index: number
  readonly word: 'name' | 'strength_model' | 'strength_clip'
  /** The name that it was saved with. */
  readonly saved: string
}

/** A place that an input's value goes to; `alpha` is the transparency of the picture that the place names. */
export interface InputTarget extends ValuePlace {
  readonly channel?: 'alpha'
  readonly lora?: LoraPart
}

export interface InputLimits {
  readonly minimum?: number
  readonly maximum?: number
  readonly step?: number
  readonly choices?: readonly InputChoice[]
}

/** A value of a workflow that can be set, under a name of its own. */
export interface WorkflowInput extends InputLimits {
  /** The standard name of its role where the graph proves it, else a short form of its label; unique. */
  readonly key: string
  readonly label: string
  /** What the graph does with it: `prompt`, `seed`, `image` … */
  readonly role?: string
  readonly group?: string
  readonly type: InputType
  readonly default?: Json
  /** What the editor does with a seed after each run, as its file says; for those who make many pictures. */
  readonly control?: SeedControl
  readonly required: boolean
  readonly help?: string
  readonly from: InputOrigin
  readonly targets: readonly InputTarget[]
}

export interface FoundInputs {
  /** What a person is shown, in the order of its author. */
  readonly inputs: readonly WorkflowInput[]
  /** What can be set as well, and is not shown. */
  readonly hidden: readonly WorkflowInput[]
  /** What was not clear and is therefore left as it is, or open: sentences for a person. */
  readonly notes: readonly string[]
}
