import type { Json, JsonObject } from '@darkroom/foundation'

/** The node ids of a definition's own ends: what comes in from outside, and what goes out. */
export const subgraphInputId = '-10'
export const subgraphOutputId = '-20'

/** How a node takes part; other numbers are ordinary. */
export const nodeMode = { muted: 2, bypassed: 4 } as const

export interface EditorInput {
  readonly name: string
  readonly type: string
  /** The id of the link that ends here. */
  readonly link?: string
  /** The name of the widget whose place the slot takes. */
  readonly widget?: string
  /** What its author renamed it to. */
  readonly label?: string
}

export interface EditorOutput {
  readonly name: string
  readonly type: string
  readonly links: readonly string[]
}

/** An entry of `proxyWidgets`: a widget of the inside, shown outside; `sourceId` is `-1` for a slot's own value. */
export interface ProxyWidget {
  readonly sourceId: string
  readonly widget: string
}

export interface EditorNode {
  /** The id in its graph, after ids that stand twice were replaced. */
  readonly id: string
  /** The id that the file has. */
  readonly savedId: string
  /** The class, or the id of a subgraph definition. */
  readonly type: string
  readonly title?: string
  readonly mode: number
  readonly inputs: readonly EditorInput[]
  readonly outputs: readonly EditorOutput[]
  /** `widgets_values`, as far as it is a list. */
  readonly values?: readonly Json[]
  /** `widgets_values` of custom nodes that save an object. */
  readonly valuesByName?: JsonObject
  /** `widgets_values_named`, which newer editors save beside the list. */
  readonly namedValues?: JsonObject
  /**
   * Values that were set after the file was read, by the name of a widget, or of a slot of a subgraph instance that has a
   * widget's place (`value` for a PrimitiveNode's own). They stand before everything that the file says.
   */
  readonly setValues?: JsonObject
  readonly proxyWidgets?: readonly ProxyWidget[]
  readonly properties: JsonObject
}

export interface EditorLink {
  readonly id: string
  readonly originId: string
  readonly originSlot: number
  readonly targetId: string
  readonly targetSlot: number
  readonly type: string
}

/** Nodes and links of the whole workflow or of one subgraph definition, by id. */
export interface EditorGraph {
  readonly nodes: ReadonlyMap<string, EditorNode>
  readonly links: ReadonlyMap<string, EditorLink>
  /** Whether the links that Use Everywhere draws when a prompt is queued are among them. */
  readonly hasExtensionLinks?: boolean
}

export interface SubgraphSlot {
  readonly name: string
  readonly type: string
  readonly label?: string
  readonly links: readonly string[]
}

export interface SubgraphDefinition extends EditorGraph {
  readonly id: string
  readonly name: string
  readonly inputs: readonly SubgraphSlot[]
  readonly outputs: readonly SubgraphSlot[]
}

/** A workflow as ComfyUI's editor saves it. */
export interface EditorWorkflow extends EditorGraph {
  readonly definitions: ReadonlyMap<string, SubgraphDefinition>
  /** As written: App Mode, group nodes, and what extensions keep. */
  readonly extra: Readonly<Record<string, unknown>>
  /** The version of the editor that saved it. */
  readonly frontendVersion?: string
}
