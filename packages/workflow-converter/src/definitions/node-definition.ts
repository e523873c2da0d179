import type { Json, JsonObject } from '@darkroom/foundation'

/** An input of a class as `object_info` tells of it. */
export interface InputDefinition {
  readonly name: string
  /** The type of its socket; `COMBO` for a list of choices in either form. */
  readonly type: string
  readonly optional: boolean
  /** As the server sent them: `default`, `min`, `max`, `step`, `multiline`, `image_upload`, `template` … */
  readonly options: JsonObject
  /** The choices of a combo. */
  readonly choices?: readonly Json[]
}

export interface OutputDefinition {
  readonly name: string
  readonly type: string
}

/** A class of `object_info`, with its inputs in the order in which the editor shows them. */
export interface NodeDefinition {
  readonly type: string
  readonly displayName: string
  readonly inputs: readonly InputDefinition[]
  readonly outputs: readonly OutputDefinition[]
  /** Whether it is an end of a prompt: it saves or shows something. */
  readonly isOutput: boolean
  /** Whether it calls a paid service. */
  readonly isApiNode: boolean
}
