import type { Json, JsonObject } from '@darkroom/foundation'
import type { SubgraphSlot } from '../editor/editor-workflow.ts'
import type { NodeWidgets } from '../widgets/node-widgets.ts'
import type { WidgetSpec } from '../widgets/widget-spec.ts'
import type { Host, PlacedNode, Scope } from './scope.ts'

interface HostSlot {
  readonly host: Host
  readonly slot: SubgraphSlot
}

/** The widget inside that a slot of an instance shows. */
export interface PromotedSource {
  readonly placed: PlacedNode
  readonly spec: WidgetSpec
  /** The slots of instances on the way to it, the outermost first. */
  readonly slots: readonly HostSlot[]
}

/** The values of slots of subgraph instances that show a widget of the inside. */
export class PromotedValues {
  readonly #widgets: NodeWidgets
  readonly #saved = new Map<Host, ReadonlyMap<string, Json>>()

  constructor(widgets: NodeWidgets) {
    this.#widgets = widgets
  }

  /** What a slot shows; undefined for one that is a socket only. The first link to a widget decides. */
  sourceOf(host: Host, slot: SubgraphSlot): PromotedSource | undefined {
    for (const id of slot.links) {
      const link = host.definition.links.get(id)
      const placed = link && insideOf(host)?.nodes.get(link.targetId)
      const source = placed && this.#sourceAt(placed, id)
      if (source !== undefined) return { ...source, slots: [{ host, slot }, ...source.slots] }
    }
    return undefined
  }

  #sourceAt(placed: PlacedNode, linkId: string): PromotedSource | undefined {
    const input = placed.node.inputs.find(({ link }) => link === linkId)
    if (input === undefined) return undefined
    if (placed.definition !== undefined) {
      const slot = placed.definition.inputs.find(({ name }) => name === input.name)
      const host = placed.inside?.host
      return slot && host && this.sourceOf(host, slot)
    }
    const spec = this.#widgets.find(placed, input.widget ?? input.name)?.spec
    const isWidget = spec?.input !== undefined || input.widget !== undefined
    return isWidget && spec !== undefined ? { placed, spec, slots: [] } : undefined
  }

  /** The value of an unlinked slot: what was set, what an instance was saved with, or what the inside has. */
  valueOf({ placed, spec, slots }: PromotedSource): Json | undefined {
    const set = slots.map(({ host, slot }) => valueIn(host.node.setValues, slot.name))
    const saved = slots.map(({ host, slot }) => this.#savedValues(host).get(slot.name))
    const candidates = [...set, valueIn(placed.node.setValues, spec.name), ...saved]
    return (
      candidates.find((value) => value !== undefined) ??
      this.#widgets.find(placed, spec.name)?.value
    )
  }

  /** The values that an instance was saved with, by slot; how depends on the editor that saved it. */
  #savedValues(host: Host): ReadonlyMap<string, Json> {
    const known = this.#saved.get(host)
    if (known !== undefined) return known
    const saved = host.node.proxyWidgets === undefined ? this.#inSlotOrder(host) : byProxy(host)
    this.#saved.set(host, saved)
    return saved
  }

  /** One value for each promoted slot; when there are more, a seed's control word has a place as well. */
  #inSlotOrder(host: Host): ReadonlyMap<string, Json> {
    const values = host.node.values ?? []
    const found = new Map<string, Json>()
    if (values.length === 0) return found
    const promoted = host.definition.inputs.flatMap((slot) => this.sourceOf(host, slot) ?? [])
    const hasControls = values.length > promoted.length
    let at = 0
    for (const source of promoted) {
      const value = values[at++]
      const name = source.slots[0]?.slot.name
      if (value != null && name !== undefined) found.set(name, value)
      if (hasControls && this.#isControlled(source)) at += 1
    }
    return found
  }

  #isControlled({ placed, spec }: PromotedSource): boolean {
    const { widgets } = this.#widgets.of(placed)
    const index = widgets.findIndex((widget) => widget.spec === spec)
    return widgets[index + 1]?.spec.name === 'control_after_generate'
  }
}

const insideOf = (host: Host): Scope | undefined => host.scope.nodes.get(host.node.id)?.inside

/** From 1.28 to about 1.41: a value of its own for each entry that names a slot, null for the rest. */
const byProxy = ({ node: { proxyWidgets = [], values = [] } }: Host): ReadonlyMap<string, Json> =>
  new Map(
    proxyWidgets.flatMap(({ sourceId, widget }, index): [string, Json][] => {
      const value = values[index]
      return sourceId === '-1' && value != null ? [[widget, value]] : []
    }),
  )

const valueIn = (values: JsonObject | undefined, name: string): Json | undefined =>
  values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined
