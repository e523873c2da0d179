import { isJsonObject, type Json } from '@darkroom/foundation'
import type { Lora } from '@darkroom/recipe'
import { member } from '../json.ts'
import { toLora, toName, toNumber } from '../values.ts'
import { type GraphNode, hasInput, input } from './graph.ts'
import { resolveName, resolveNumber } from './resolve.ts'
import { depthLimit, type Walk } from './walk.ts'

const stackKeys = ['lora_stack', 'optional_lora_stack'] as const
const slotKey = /^(?:lora_name|lora)_(\d{1,2})$/

/** The LoRAs that one node applies: a plain loader, rgthree's power loader, or a numbered stack. */
export function nodeLoras(walk: Walk, node: GraphNode, depth = 0): Lora[] {
  const found: (Lora | undefined)[] = [plainLora(walk, node)]
  for (const key of Object.keys(node.inputs)) {
    const value = node.inputs[key]
    if (isJsonObject(value)) found.push(powerLora(value))
    else found.push(slotLora(walk, node, key))
  }
  for (const key of stackKeys) {
    const stack = depth < depthLimit ? walk.follow(input(node, key)) : undefined
    if (stack !== undefined) found.unshift(...nodeLoras(walk, stack, depth + 1))
  }
  return found.filter((lora) => lora !== undefined)
}

function plainLora(walk: Walk, node: GraphNode): Lora | undefined {
  if (!hasInput(node, 'lora_name') && !(hasInput(node, 'lora') && hasInput(node, 'strength')))
    return undefined
  return toLora(
    resolveName(walk, node, ['lora_name', 'lora']),
    resolveNumber(walk, node, ['strength_model', 'lora_model_strength', 'strength']),
    resolveNumber(walk, node, ['strength_clip', 'lora_clip_strength']),
  )
}

/** A LoRA in rgthree's form, `{ on, lora, strength, strengthTwo }`. */
function powerLora(value: Readonly<Record<string, Json>>): Lora | undefined {
  if (member(value, 'on') === false) return undefined
  const strength = toNumber(member(value, 'strength'))
  return toLora(toName(member(value, 'lora')), strength, toNumber(member(value, 'strengthTwo')))
}

function slotLora(walk: Walk, node: GraphNode, key: string): Lora | undefined {
  const number = slotKey.exec(key)?.[1]
  if (number === undefined || isSwitchedOff(walk, node, number)) return undefined
  return toLora(
    resolveName(walk, node, [key]),
    resolveNumber(
      walk,
      node,
      slotKeys(number, [
        'model_weight',
        'model_str',
        'lora_wt',
        'strength_model',
        'strength',
        'lora_strength',
      ]),
    ),
    resolveNumber(walk, node, slotKeys(number, ['clip_weight', 'clip_str', 'strength_clip'])),
  )
}

function slotKeys(number: string, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [`${name}_${number}`, `lora_${number}_${name}`])
}

function isSwitchedOff(walk: Walk, node: GraphNode, number: string): boolean {
  const limit = resolveNumber(walk, node, ['lora_count', 'num_loras'])
  if (limit !== undefined && Number(number) > limit) return true
  const state = input(node, `switch_${number}`)
  return state === false || (typeof state === 'string' && /^off$/i.test(state))
}
