import { isJsonObject, type Json, type JsonObject } from '@darkroom/foundation'
import type { Lora } from '@darkroom/recipe'
import { isArray, member } from '../json.ts'
import { promptLoras } from '../prompt-loras.ts'
import { toLora, toName, toNumber } from '../values.ts'
import { type GraphNode, hasInput, input } from './graph.ts'
import { remembered } from './remembered.ts'
import { resolveName, resolveNumber } from './resolve.ts'
import { depthLimit, type Walk } from './walk.ts'

/** Links that bring LoRAs: `lora_stack`, `optional_lora_stack`, `prev_lora`, `lora`. */
const isStackKey = remembered(
  (key) => /lora/i.test(key) && !/name|strength|weight|count/i.test(key),
)
const slotKey = /^(?:lora_name|lora)_(\d{1,2})(?:_name)?$/

/** The LoRAs that one node applies, those of the stacks that it is given first. */
export function nodeLoras(walk: Walk, node: GraphNode, depth = 0): Lora[] {
  const found: (Lora | undefined)[] = [plainLora(walk, node), ...listedLoras(node)]
  for (const key of node.keys) {
    const value = node.inputs[key]
    if (isJsonObject(value)) found.push(powerLora(value))
    else found.push(slotLora(walk, node, key))
  }
  for (const { key, value } of node.links) {
    const isStack = depth < depthLimit && isStackKey(key)
    const stack = isStack ? walk.follow(value) : undefined
    if (stack !== undefined) found.unshift(...nodeLoras(walk, stack, depth + 1))
  }
  return found.filter((lora) => lora !== undefined)
}

/** The list that LoraManager's nodes keep, `{ name, strength, clipStrength, active }`, or else the tags in their text. */
function listedLoras(node: GraphNode): (Lora | undefined)[] {
  const value = input(node, 'loras')
  const list = isJsonObject(value) ? member(value, '__value__') : value
  if (isArray(list)) return list.filter(isJsonObject).map(listedLora)
  const text = /lora/i.test(node.type) ? input(node, 'text') : undefined
  return typeof text === 'string' ? promptLoras(text, 'model-first') : []
}

function listedLora(entry: JsonObject): Lora | undefined {
  if (member(entry, 'active') === false) return undefined
  const clip = toNumber(member(entry, 'clipStrength'))
  return toLora(toName(member(entry, 'name')), toNumber(member(entry, 'strength')), clip)
}

function plainLora(walk: Walk, node: GraphNode): Lora | undefined {
  const isLoader = typeof input(node, 'lora') === 'string' && hasInput(node, 'strength')
  if (!hasInput(node, 'lora_name') && !isLoader) return undefined
  return toLora(
    resolveName(walk, node, ['lora_name', 'lora']),
    resolveNumber(walk, node, [
      'strength_model',
      'lora_model_strength',
      'strength',
      'lora_strength',
      'lora_weight',
    ]),
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
    resolveNumber(walk, node, slotKeys(number, isSimple(node) ? simpleKeys : modelStrengthKeys)),
    isSimple(node)
      ? undefined
      : resolveNumber(
          walk,
          node,
          slotKeys(number, ['clip_weight', 'clip_str', 'strength_clip', 'clip_strength']),
        ),
  )
}

/** Strengths for model and clip together; those of stacks that keep both ways are here in the mode that uses them. */
const simpleKeys = ['lora_wt', 'strength', 'lora_strength', 'weight'] as const
const modelStrengthKeys = [
  'model_weight',
  'model_str',
  'strength_model',
  'model_strength',
  ...simpleKeys,
] as const

function isSimple(node: GraphNode): boolean {
  return input(node, 'input_mode') === 'simple' || input(node, 'mode') === 'simple'
}

function slotKeys(number: string, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => [`${name}_${number}`, `lora_${number}_${name}`])
}

function isSwitchedOff(walk: Walk, node: GraphNode, number: string): boolean {
  if (input(node, 'toggle') === false || input(node, `lora_${number}_enabled`) === false)
    return true
  const limit = resolveNumber(walk, node, ['lora_count', 'num_loras'])
  if (limit !== undefined && Number(number) > limit) return true
  const state = input(node, `switch_${number}`)
  return state === false || (typeof state === 'string' && /^off$/i.test(state))
}
