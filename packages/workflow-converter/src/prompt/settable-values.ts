import type { Json } from '@darkroom/foundation'
import { primitiveValue } from '../links/primitive.ts'
import type { PromotedSource, PromotedValues } from '../subgraphs/promoted.ts'
import type { PlacedNode } from '../subgraphs/scope.ts'
import type { Widget } from '../widgets/widget-spec.ts'
import type { EmittedNode } from './emit-node.ts'
import type { PromptInput, SettableValue } from './value-place.ts'

/** Every value that a person can change, with where it goes; what is linked has no value of its own. */
export function settableValues(
  emitted: readonly EmittedNode[],
  promoted: PromotedValues,
): readonly SettableValue[] {
  const found = new Map<string, { value: SettableValue; goesTo: PromptInput[] }>()
  const add = (value: SettableValue): void => {
    const key = `${value.path} ${value.name}`
    const known = found.get(key)
    if (known === undefined) found.set(key, { value, goesTo: [...value.goesTo] })
    else known.goesTo.push(...value.goesTo)
  }
  for (const node of emitted) {
    for (const [input, source] of node.slots) add(slotValue(node, { input, source, promoted }))
    for (const widget of node.widgets) {
      const primitive = node.primitives.get(widget.spec.name)
      const value = primitive && primitiveValue(primitive.node)
      add(
        primitive === undefined || value === undefined
          ? widgetValue(node, widget)
          : primitiveOf(primitive, { value, widget, node }),
      )
    }
  }
  return [...found.values()].map(({ value, goesTo }) => ({ ...value, goesTo }))
}

const target = ({ placed }: EmittedNode, input: string): readonly PromptInput[] => [
  { node: placed.id, input },
]

function slotValue(
  emitted: EmittedNode,
  { input, source, promoted }: { input: string; source: PromotedSource; promoted: PromotedValues },
): SettableValue {
  const { placed, spec, slots } = source
  const [first] = slots
  return {
    kind: 'slot',
    path: first?.host.id ?? placed.id,
    name: first?.slot.name ?? spec.name,
    node: first?.host.node ?? placed.node,
    value: promoted.valueOf(source),
    ...(spec.input !== undefined && { input: spec.input }),
    source: { path: placed.id, name: spec.name },
    goesTo: target(emitted, input),
  }
}

const widgetValue = (emitted: EmittedNode, { spec, value }: Widget): SettableValue => ({
  kind: 'widget',
  path: emitted.placed.id,
  name: spec.name,
  node: emitted.placed.node,
  value,
  ...(spec.input !== undefined && { input: spec.input }),
  goesTo: target(emitted, spec.name),
})

const primitiveOf = (
  primitive: PlacedNode,
  { value, widget, node }: { value: Json; widget: Widget; node: EmittedNode },
): SettableValue => ({
  kind: 'primitive',
  path: primitive.id,
  name: 'value',
  node: primitive.node,
  value,
  ...(widget.spec.input !== undefined && { input: widget.spec.input }),
  goesTo: target(node, widget.spec.name),
})
