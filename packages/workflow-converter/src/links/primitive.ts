import { isRecord, type Json } from '@darkroom/foundation'
import { type EditorNode, subgraphInputId } from '../editor/editor-workflow.ts'
import { primitiveClass } from '../nodes/virtual-nodes.ts'
import { inputOf, type PlacedNode, type Scope } from '../subgraphs/scope.ts'
import type { WidgetSpec } from '../widgets/widget-spec.ts'

/**
 * The PrimitiveNode that a link comes from: directly, or from outside of the subgraph. It has no output in the prompt; it
 * writes its value into the widgets that it is linked to, whatever its mode is. Through a reroute it does not.
 */
export function primitiveBehind(scope: Scope, linkId: string): PlacedNode | undefined {
  let [inside, id]: [Scope, string | undefined] = [scope, linkId]
  while (id !== undefined) {
    const link = inside.graph.links.get(id)
    if (link === undefined) return undefined
    if (link.originId !== subgraphInputId) {
      const origin = inside.nodes.get(link.originId)
      return origin?.node.type === primitiveClass ? origin : undefined
    }
    const { host } = inside
    const slot = host?.definition.inputs[link.originSlot]
    if (host === undefined || slot === undefined) return undefined
    id = inputOf(host.node, slot.name)?.link
    inside = host.scope
  }
  return undefined
}

/** What a PrimitiveNode writes; nothing without a saved value. */
export const primitiveValue = ({ setValues, values }: EditorNode): Json | undefined =>
  setValues?.value ?? values?.[0] ?? undefined

/** A written value as the widget takes it: whole numbers go to the nearest step, fractions are rounded, cut to the decimals of their step, and bounded. */
export function fitToWidget({ input }: WidgetSpec, value: Json): Json {
  if (typeof value !== 'number' || input === undefined) return value
  const { min, max, step, round } = input.options
  if (input.type === 'INT') return toStep(value, { min: toNumber(min, 0), step: toNumber(step, 1) })
  if (input.type !== 'FLOAT') return value
  const digits = digitsOf(toNumber(step, 0.5))
  const grain = typeof round === 'number' && round > 0 ? round : 10 ** -digits
  if (grain === 1) return value
  const rounded = Number((Math.round(value / grain) * grain).toFixed(digits))
  return Math.min(Math.max(rounded, toNumber(min, 0)), toNumber(max, 2048))
}

function toStep(value: number, { min, step }: { min: number; step: number }): number {
  const grain = step || 1
  const shift = min % grain
  return Number.isSafeInteger(value) && grain === 1
    ? value
    : Math.round((value - shift) / grain) * grain + shift
}

/** The decimals of a step. */
const digitsOf = (step: number): number =>
  step > 0 ? Math.min(100, Math.max(0, -Math.floor(Math.log10(step)))) : 0

const toNumber = (value: Json | undefined, otherwise: number): number =>
  typeof value === 'number' && !isRecord(value) ? value : otherwise
