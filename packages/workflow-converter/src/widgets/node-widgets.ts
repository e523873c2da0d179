import type { Json } from '@darkroom/foundation'
import { fitToWidget, primitiveBehind, primitiveValue } from '../links/primitive.ts'
import { extensionWidgets } from '../nodes/extension-widgets.ts'
import type { PlacedNode } from '../subgraphs/scope.ts'
import type { RestoredWidgets } from './restore-widgets.ts'
import { readWidgets } from './saved-values.ts'
import { unknownWidgets } from './unknown-widgets.ts'
import type { Widget, WidgetSpec } from './widget-spec.ts'

/** The widgets of every node, with their values, each restored once. */
export class NodeWidgets {
  readonly #restored = new Map<PlacedNode, RestoredWidgets>()

  /** The widgets of a node of an ordinary class. */
  of(placed: PlacedNode): RestoredWidgets {
    const known = this.#restored.get(placed)
    if (known !== undefined) return known
    const restored = restore(placed)
    this.#restored.set(placed, restored)
    return restored
  }

  find(placed: PlacedNode, name: string): Widget | undefined {
    return this.of(placed).widgets.find(({ spec }) => spec.name === name)
  }
}

/** The PrimitiveNodes that write into a node, by the name of the widget. */
export function primitivesOf({ node, scope }: PlacedNode): ReadonlyMap<string, PlacedNode> {
  const found = new Map<string, PlacedNode>()
  for (const { link, widget } of node.inputs) {
    if (link === undefined || widget === undefined) continue
    const primitive = primitiveBehind(scope, link)
    if (primitive !== undefined) found.set(widget, primitive)
  }
  return found
}

function restore(placed: PlacedNode): RestoredWidgets {
  const { node, prepared } = placed
  const written = primitivesOf(placed)
  const override = (spec: WidgetSpec): Json | undefined => {
    const set = valueIn(node.setValues, spec.name)
    const primitive = set === undefined ? written.get(spec.name) : undefined
    if (primitive === undefined) return set
    const value = primitiveValue(primitive.node)
    return value === undefined ? undefined : fitToWidget(spec, value)
  }
  const extended = extensionWidgets(node)
  if (prepared !== undefined && extended === undefined) {
    return readWidgets(node, prepared, { override })
  }
  const widgets = (extended ?? unknownWidgets(node) ?? []).map(({ spec, value }) => ({
    spec,
    value: override(spec) ?? value,
  }))
  return { widgets, sockets: [], places: widgets.length }
}

const valueIn = (
  values: Readonly<Record<string, Json>> | undefined,
  name: string,
): Json | undefined =>
  values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined
