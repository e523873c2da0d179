import { nodeMode, type SubgraphSlot, subgraphInputId } from '../editor/editor-workflow.ts'
import { setNodes, virtualNode } from '../nodes/virtual-nodes.ts'
import { type Host, inputOf, type PlacedNode, type Scope } from '../subgraphs/scope.ts'
import type { NodeWidgets } from '../widgets/node-widgets.ts'
import { type InputSlot, inputSlots } from './slots.ts'
import { isAnyType, isCompatible } from './types.ts'

/** Where the input at the end of a link gets its value from. */
export type Resolution =
  | { readonly kind: 'output'; readonly placed: PlacedNode; readonly slot: number }
  /** A slot of a subgraph instance that nothing is linked to. */
  | { readonly kind: 'slot'; readonly host: Host; readonly slot: SubgraphSlot }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'broken'; readonly reason: 'no-link' | 'no-node' | 'circular' }

const nothing: Resolution = { kind: 'nothing' }

/** One step back along a link: to the next link, or to the end. */
type Step =
  | Resolution
  | {
      readonly kind: 'link'
      readonly scope: Scope
      readonly id: string
      /** The type of the input that the next link ends in, where the editor forgets the one before. */
      readonly wanted?: string
    }

/**
 * Follows links back to the nodes of the prompt: through reroutes and into and out of subgraphs, past bypassed nodes. The
 * ends of links are believed, and which link an input has; the number of a link's target slot may be stale.
 */
export class LinkResolver {
  readonly #widgets: NodeWidgets
  /** What was found, for every link on the way: many inputs share long ways. */
  readonly #found = new Map<Scope, Map<string, Resolution>>()

  constructor(widgets: NodeWidgets) {
    this.#widgets = widgets
  }

  /** @param type that of the input that is asked for, which decides how a bypassed node is passed. */
  resolve(scope: Scope, linkId: string, type: string): Resolution {
    let wanted = type
    const passed: { scope: Scope; key: string }[] = []
    let step: Step = { kind: 'link', scope, id: linkId }
    const seen = new Map<Scope, Set<string>>()
    while (step.kind === 'link') {
      const key: string = `${step.id} ${wanted}`
      const known: Resolution | undefined = this.#found.get(step.scope)?.get(key)
      if (known !== undefined) step = known
      else if (isSecond(seen, step.scope, key)) step = { kind: 'broken', reason: 'circular' }
      else {
        passed.push({ scope: step.scope, key })
        step = this.#back(step.scope, { linkId: step.id, wanted })
        if (step.kind === 'link') wanted = step.wanted ?? wanted
      }
    }
    for (const { scope: at, key } of passed) this.#remember(at, { key, resolution: step })
    return step
  }

  #remember(scope: Scope, { key, resolution }: { key: string; resolution: Resolution }): void {
    const found = this.#found.get(scope) ?? new Map<string, Resolution>()
    this.#found.set(scope, found.set(key, resolution))
  }

  #back(scope: Scope, { linkId, wanted }: { linkId: string; wanted: string }): Step {
    const link = scope.graph.links.get(linkId)
    if (link === undefined) return { kind: 'broken', reason: 'no-link' }
    if (link.originId === subgraphInputId) return outside(scope, link.originSlot)
    const origin = scope.nodes.get(link.originId)
    if (origin === undefined) return { kind: 'broken', reason: 'no-node' }
    const { node, inside } = origin
    if (node.mode === nodeMode.muted) return nothing
    if (node.mode === nodeMode.bypassed) return this.#past(origin, link.originSlot, wanted)
    if (origin.definition !== undefined) return into(inside, link.originSlot)
    const virtual = origin.prepared === undefined ? virtualNode(node.type) : undefined
    if (virtual === undefined) return { kind: 'output', placed: origin, slot: link.originSlot }
    return virtual === 'none' ? nothing : passOn(origin, link.originSlot)
  }

  /** Past a bypassed node: to the input that fits both its output and what is wanted. */
  #past(origin: PlacedNode, slot: number, wanted: string): Step {
    const restored = origin.prepared === undefined ? undefined : this.#widgets.of(origin)
    const slots = inputSlots(origin, restored)
    const index = bypassIndex(slots, { slot, given: outputType(origin, slot), wanted })
    const chosen = slots[index]
    if (chosen?.link === undefined) return nothing
    return { kind: 'link', scope: origin.scope, id: chosen.link, wanted: chosen.type }
  }
}

function isSecond(seen: Map<Scope, Set<string>>, scope: Scope, key: string): boolean {
  const keys = seen.get(scope) ?? new Set()
  if (keys.has(key)) return true
  seen.set(scope, keys.add(key))
  return false
}

/** From a subgraph's own input to what the instance has there. */
function outside({ host }: Scope, index: number): Step {
  const slot = host?.definition.inputs[index]
  if (host === undefined || slot === undefined) return { kind: 'broken', reason: 'no-node' }
  const id = inputOf(host.node, slot.name)?.link
  return id === undefined
    ? { kind: 'slot', host, slot }
    : { kind: 'link', scope: host.scope, id, wanted: slot.type }
}

/** From the output of an instance to what is linked to it inside. */
function into(inside: Scope | undefined, index: number): Step {
  const id = inside?.host?.definition.outputs[index]?.links[0]
  return inside === undefined || id === undefined ? nothing : { kind: 'link', scope: inside, id }
}

/** Through a reroute, or from a get node to what its set node takes. */
function passOn(placed: PlacedNode, slot: number): Step {
  const from = virtualNode(placed.node.type) === 'get' ? setNodeOf(placed) : placed
  const id = from?.node.inputs[slot]?.link
  return from === undefined || id === undefined ? nothing : { kind: 'link', scope: from.scope, id }
}

/** The set node of the same name in the graph of a get node, or in those around it. */
function setNodeOf({ node: { type, values }, scope }: PlacedNode): PlacedNode | undefined {
  const [name, setter] = [values?.[0], setNodes.get(type)]
  for (let at: Scope | undefined = scope; at !== undefined; at = at.host?.scope) {
    for (const placed of at.nodes.values()) {
      if (placed.node.type === setter && placed.node.values?.[0] === name) return placed
    }
  }
  return undefined
}

function outputType({ node, prepared, definition }: PlacedNode, slot: number): string {
  const saved = node.outputs[slot]?.type ?? '*'
  const told = definition?.outputs[slot]?.type ?? prepared?.definition.outputs[slot]?.type
  return told === undefined || told === 'COMFY_MATCHTYPE_V3' ? saved : told
}

/** Which input the editor takes for the output of a bypassed node; −1 for none. */
export function bypassIndex(
  slots: readonly InputSlot[],
  { slot, given, wanted }: { slot: number; given: string; wanted: string },
): number {
  if (isAnyType(wanted)) return slots[slot] === undefined ? 0 : slot
  const fits = ({ type }: InputSlot): boolean =>
    isCompatible(type, given) && isCompatible(type, wanted)
  const same = slots[slot]
  if (same !== undefined && fits(same)) return slot
  const exact = slots.findIndex(({ type }) => type === wanted)
  return exact === -1 ? slots.findIndex(fits) : exact
}
