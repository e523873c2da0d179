/** A value that a list can hold. */
export type Choice = string | number | boolean

interface InputCommon {
  readonly name: string
  readonly required: boolean
}

/** What an input of a node takes. */
export type InputDefinition = InputCommon &
  (
    | {
        readonly kind: 'choice'
        readonly choices: readonly Choice[]
        readonly default?: Choice
        /** The value is an array of choices. */
        readonly multiple: boolean
        /** The list is not all there is: uploads, and lists that the browser fetches, are judged by the server. */
        readonly open: boolean
      }
    | ({ readonly kind: 'integer' | 'float' } & NumberBounds)
    | { readonly kind: 'text'; readonly default?: string }
    | { readonly kind: 'boolean'; readonly default?: boolean }
    /** An edge from an output of one of these types; `*` stands for any. */
    | { readonly kind: 'link'; readonly types: readonly string[]; readonly hasDefault: boolean }
    /** A V3 input that the server itself unfolds (`COMFY_…_V3`); its values come under dotted names. */
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
  /** More than one where the node may put out any of them. */
  readonly types: readonly string[]
}

/** A class of nodes that a server has. */
export interface NodeDefinition {
  readonly nodeClass: string
  readonly displayName: string
  readonly description: string
  readonly category: string
  /** Whether it makes the graph run: saves, previews. */
  readonly isOutputNode: boolean
  readonly isDeprecated: boolean
  /** In the order that the server gives. Hidden inputs, which the server fills, are not listed. */
  readonly inputs: readonly InputDefinition[]
  readonly outputs: readonly OutputDefinition[]
}
