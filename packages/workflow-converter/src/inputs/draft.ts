import type { InputLimits, InputOrigin, InputTarget, InputType } from './workflow-input.ts'

/** An input that was found, before its values are looked at and before it has a key. */
export interface Draft {
  readonly label: string
  readonly from: InputOrigin
  readonly targets: readonly InputTarget[]
  readonly role?: string
  /** A name that its author gave it for programs. */
  readonly name?: string
  readonly group?: string
  readonly help?: string
  /** The type, where values do not tell it. */
  readonly type?: InputType
  readonly limits?: InputLimits
  /** Whether it has the name of its role alone, though others have a part in the role. */
  readonly isWhole?: boolean
  /** Whether it sets at once what other inputs set one by one. */
  readonly isTogether?: boolean
}

/** A way to find inputs: what it found, and what was not clear. */
export interface Drafts {
  readonly drafts: readonly Draft[]
  readonly notes: readonly string[]
}

export const noDrafts: Drafts = { drafts: [], notes: [] }
