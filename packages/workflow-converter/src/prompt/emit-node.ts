import type { Json } from '@darkroom/foundation'
import type { LinkResolver, Resolution } from '../links/resolve-links.ts'
import type { PromotedSource, PromotedValues } from '../subgraphs/promoted.ts'
import type { PlacedNode } from '../subgraphs/scope.ts'
import { type NodeWidgets, primitivesOf } from '../widgets/node-widgets.ts'
import type { Widget } from '../widgets/widget-spec.ts'
import { drawPrompt, type Random } from './dynamic-prompt.ts'
import { choiceIndex, isDrawn, wrapped } from './sent-value.ts'
import { savingClasses, type TextReplacements } from './text-replacements.ts'

/** What the inputs of one node came from. */
export interface EmittedNode {
  readonly placed: PlacedNode
  readonly inputs: ReadonlyMap<string, Json>
  /** Widgets whose own value was sent. */
  readonly widgets: readonly Widget[]
  /** Slots of instances whose value was sent, by the input that took it. */
  readonly slots: ReadonlyMap<string, PromotedSource>
  /** PrimitiveNodes that wrote into a widget, by its name. */
  readonly primitives: ReadonlyMap<string, PlacedNode>
  readonly broken: readonly BrokenLink[]
}

export interface BrokenLink {
  readonly input: string
  readonly reason: 'no-link' | 'no-node' | 'circular'
}

export interface EmitTools {
  readonly widgets: NodeWidgets
  readonly links: LinkResolver
  readonly promoted: PromotedValues
  readonly texts: TextReplacements
  readonly random: Random
}

/** The property of a PrimitiveNode that has its text treated like a file's name. */
const replaceProperty = 'Run widget replace on values'

/** The inputs of a node: values of widgets by their names, then what is linked, which takes the place of a value. */
export function emitNode(placed: PlacedNode, tools: EmitTools): EmittedNode {
  const primitives = primitivesOf(placed)
  const { widgets } = tools.widgets.of(placed)
  const inputs = new Map<string, Json>()
  const index = choiceIndex(placed.node.type, widgets)
  for (const widget of widgets) {
    const { sent, name, input } = widget.spec
    if (!sent || widget.value === undefined || name === '') continue
    const value = finished(widget, { placed, primitives, tools })
    inputs.set(name, name === 'index' && index !== undefined ? index : wrapped(value, input?.type))
  }
  const linked = readLinks(placed, tools)
  for (const [name, value] of linked.values) inputs.set(name, value)
  const { slots, broken } = linked
  const own = widgets.filter(({ spec }) => spec.sent && !linked.values.has(spec.name))
  return { placed, inputs, widgets: own, slots, primitives, broken }
}

/** A widget's own value as it is sent: choices drawn, names filled in. */
function finished(
  widget: Widget,
  {
    placed,
    primitives,
    tools: { texts, random },
  }: {
    placed: PlacedNode
    primitives: ReadonlyMap<string, PlacedNode>
    tools: EmitTools
  },
): Json {
  const value = widget.value ?? null
  if (typeof value !== 'string') return value
  const { name } = widget.spec
  const isFileName = name === 'filename_prefix' && savingClasses.has(placed.node.type)
  const isReplaced = primitives.get(name)?.node.properties[replaceProperty]
  const text = isDrawn(widget) ? drawPrompt(value, random) : value
  return isFileName || isReplaced ? texts.apply(text) : text
}

interface LinkedInputs {
  readonly values: ReadonlyMap<string, Json>
  readonly slots: ReadonlyMap<string, PromotedSource>
  readonly broken: readonly BrokenLink[]
}

function readLinks(placed: PlacedNode, { links, promoted }: EmitTools): LinkedInputs {
  const values = new Map<string, Json>()
  const slots = new Map<string, PromotedSource>()
  const broken: BrokenLink[] = []
  for (const { name, link, type } of placed.node.inputs) {
    if (link === undefined) continue
    const resolution = links.resolve(placed.scope, link, wantedType(placed, { name, type }))
    if (resolution.kind === 'broken') broken.push({ input: name, reason: resolution.reason })
    else if (resolution.kind === 'output') values.set(name, [resolution.placed.id, resolution.slot])
    else {
      const source = sourceOf(resolution, promoted)
      const value = source && promoted.valueOf(source)
      if (source === undefined || value === undefined) continue
      values.set(name, wrapped(value))
      slots.set(name, source)
    }
  }
  return { values, slots, broken }
}

const sourceOf = (resolution: Resolution, promoted: PromotedValues): PromotedSource | undefined =>
  resolution.kind === 'slot' ? promoted.sourceOf(resolution.host, resolution.slot) : undefined

/** The class says what an input takes; for what it does not know, the file. */
function wantedType(
  { prepared }: PlacedNode,
  { name, type }: { name: string; type: string },
): string {
  const told = prepared?.definition.inputs.find((input) => input.name === name)?.type
  return told === undefined || told === 'COMFY_MATCHTYPE_V3' ? type : told
}
