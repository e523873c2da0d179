/** A value in a list. */
export type Choice = string | number | boolean

interface InputCommon {
  readonly name: string
  readonly required: boolean
}

/** The type and options of a node's input. */
export type InputDefinition = InputCommon &
  (
    | {
        readonly kind: 'choice'
        readonly choices: readonly Choice[]
        readonly default?: Choice
        /** Whether the value is an array of choices. */
        readonly multiple: boolean
        /** Whether other values are possible (uploads, lists that the browser fetches), which the server judges. */
        readonly open: boolean
        /** Whether the value names a file in one of the server's own folders, as `LoadImage` has it. */
        readonly upload: boolean
      }
    | ({ readonly kind: 'integer' | 'float' } & NumberBounds)
    | { readonly kind: 'text'; readonly default?: string }
    | { readonly kind: 'boolean'; readonly default?: boolean }
    /** A link from an output of one of these types; `*` means any. */
    | { readonly kind: 'link'; readonly types: readonly string[]; readonly hasDefault: boolean }
    /** A V3 input that the server itself expands (`COMFY_…_V3`); its values have dotted names. */
    | { readonly kind: 'dynamic'; readonly type: string }
  )

export interface NumberBounds {
  readonly min?: number
  readonly max?: number
  readonly step?: number
  readonly default?: number
}

export interface OutputDefinition {
  readonly name: string
  /** The possible types of the output; several if it may have any of them. */
  readonly types: readonly string[]
}

/** A class of nodes that a server has. */
export interface NodeDefinition {
  readonly nodeClass: string
  readonly displayName: string
  readonly description: string
  readonly category: string
  /** Whether the node makes the graph run, as nodes that save or preview do. */
  readonly isOutputNode: boolean
  readonly isDeprecated: boolean
  /** Whether the node asks a paid service elsewhere. */
  readonly isApiNode: boolean
  /** The inputs in the server's order, without hidden ones, which the server fills. */
  readonly inputs: readonly InputDefinition[]
  readonly outputs: readonly OutputDefinition[]
}
