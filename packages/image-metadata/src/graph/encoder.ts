import { type GraphNode, hasInput, input } from './graph.ts'
import { isTextual, type Role, roleKeys, textOf } from './node-text.ts'
import type { Walk } from './walk.ts'

const textKeys = [
  'text',
  'prompt',
  'text_g',
  'text_l',
  'clip_l',
  'clip_g',
  't5xxl',
  't5',
  'llama',
  'bert',
  'mt5xl',
  'tags',
  'user_prompt',
] as const
const encoderName = /Text.?Encode|Prompt|T5/i

/** Whether a node turns text into conditioning, rather than changing conditioning. */
export function isEncoder(node: GraphNode): boolean {
  if (hasInput(node, 'conditioning')) return false
  if (encoderName.test(node.type)) return true
  return hasInput(node, 'clip') && textKeys.some((key) => hasInput(node, key))
}

/** All the different texts of an encoder: SDXL has two, SD3 three, mostly all the same. */
export function encoderTexts(walk: Walk, node: GraphNode, role: Role): readonly string[] {
  const populated = input(node, 'populated_text')
  if (typeof populated === 'string' && populated !== '') return [populated]
  const byRole = roleKeys[role].find((key) => isTextual(input(node, key)))
  if (byRole !== undefined) return [textOf(walk, input(node, byRole), role)]
  const texts = new Set<string>()
  for (const key of textKeys) {
    if (isTextual(input(node, key))) texts.add(textOf(walk, input(node, key), role).trim())
  }
  return [...texts]
}
