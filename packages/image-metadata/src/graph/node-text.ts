import type { Json } from '@darkroom/foundation'
import { type GraphNode, input, isLink } from './graph.ts'
import { resolveNumber } from './resolve.ts'
import { depthLimit, onlyLink, type Walk } from './walk.ts'

export type Role = 'positive' | 'negative'

/** Language model nodes: their prompt is an instruction, and their answer is not in the file. */
const opaque =
  /LLM|Caption|Interrogat|TextGenerat|Tagger|Florence|Ollama|ChatGPT|OpenAI|Gemini|Claude|Qwen\d?[._]?\d?_?VL|JoyCap|Moondream|LLaVA|VLM/i
const switcher = /switch|select|ifelse|^if\b/i
const selectorKey = /^(?:select|index|mode|condition|boolean|switch)/i
const joiner = /concat|join|combine|append|merge/i
const numbered = /^(?:text|string|prompt|str|input|value)_?(?:\d{1,2}|[a-h])$/i
const pieceKey = /text|string|prompt|prefix|suffix|^str/i
const delimiterKey = /delimiter|separator/i
/** The limit in characters, since pieces that double at each node would fill the memory. */
const textLimit = 100_000
const plainKeys = [
  'text',
  'prompt',
  'string',
  'value',
  'Text',
  'String',
  'prompt_text',
  'wildcard_text',
  'text_input',
  'text_0',
] as const
/** The inputs of nodes that hold both positive and negative text. */
export const roleKeys = {
  positive: ['positive', 'text_positive', 'positive_prompt', 'positive_text'],
  negative: ['negative', 'text_negative', 'negative_prompt', 'negative_text'],
} as const

/** The text of an input: a literal, or the output of the linked node. */
export function textOf(walk: Walk, value: Json | undefined, role: Role, depth = 0): string {
  if (typeof value === 'string') return value
  const node = depth < depthLimit ? walk.follow(value) : undefined
  return node === undefined ? '' : nodeText(walk, node, role, depth + 1)
}

export function nodeText(walk: Walk, node: GraphNode, role: Role, depth: number): string {
  return walk.remember(`${role} ${node.id}`, () => composeText(walk, node, role, depth))
}

function composeText(walk: Walk, node: GraphNode, role: Role, depth: number): string {
  if (/ZeroOut/.test(node.type) || opaque.test(node.type)) return shownText(node)
  if (switcher.test(node.type)) return switchText(walk, node, role, depth)
  const byRole = roleKeys[role].find((key) => isTextual(input(node, key)))
  if (byRole !== undefined) return textOf(walk, input(node, byRole), role, depth)
  const populated = input(node, 'populated_text')
  if (typeof populated === 'string' && populated !== '') return populated
  const shown = shownText(node)
  if (shown !== '') return shown
  const pieces = pieceKeys(node)
  if (pieces.length > 1) return joined(walk, node, pieces, role, depth)
  return plainText(walk, node, role, depth)
}

/** The text that ShowText and similar nodes recorded. */
function shownText(node: GraphNode): string {
  const shown = input(node, 'text_0')
  return typeof shown === 'string' ? shown : ''
}

function plainText(walk: Walk, node: GraphNode, role: Role, depth: number): string {
  for (const key of plainKeys) {
    const value = input(node, key)
    if (!isTextual(value)) continue
    const text = textOf(walk, value, role, depth)
    if (text !== '') return text
  }
  const link = onlyLink(node)
  if (link !== undefined) return textOf(walk, link, role, depth)
  const literals = Object.values(node.inputs).filter(isProse)
  return literals.length === 1 ? (literals[0] ?? '') : ''
}

function isProse(value: Json): value is string {
  return typeof value === 'string' && !/\.(?:safetensors|gguf|ckpt|pth?|bin|onnx)$/i.test(value)
}

/** Whether a node handles text rather than conditioning. */
export function isTextNode(node: GraphNode): boolean {
  return (
    /text|string|prompt|wildcard/i.test(node.type) ||
    plainKeys.some((key) => typeof input(node, key) === 'string')
  )
}

export function isTextual(value: Json | undefined): boolean {
  return typeof value === 'string' || isLink(value)
}

function pieceKeys(node: GraphNode): readonly string[] {
  const wanted = joiner.test(node.type) ? pieceKey : numbered
  return Object.keys(node.inputs)
    .filter((key) => wanted.test(key) && !delimiterKey.test(key) && isTextual(node.inputs[key]))
    .sort((left, right) => left.localeCompare(right, 'en', { numeric: true }))
}

function joined(
  walk: Walk,
  node: GraphNode,
  keys: readonly string[],
  role: Role,
  depth: number,
): string {
  const key = Object.keys(node.inputs).find((name) => delimiterKey.test(name))
  const literal = key === undefined ? undefined : node.inputs[key]
  const delimiter = typeof literal === 'string' ? literal.replaceAll('\\n', '\n') : ' '
  const texts = keys.map((name) => textOf(walk, input(node, name), role, depth))
  const whole = texts.filter((text) => text !== '').join(delimiter)
  return whole.length > textLimit ? whole.slice(0, textLimit) : whole
}

/** The text of the chosen branch, or of the first other one that has any. */
function switchText(walk: Walk, node: GraphNode, role: Role, depth: number): string {
  const branches = Object.keys(node.inputs).filter(
    (key) => isTextual(node.inputs[key]) && !selectorKey.test(key),
  )
  for (const key of chosenFirst(walk, node, branches)) {
    const text = textOf(walk, node.inputs[key], role, depth)
    if (text !== '') return text
  }
  return ''
}

/** The keys in order, except that the selected one of a switch comes first. */
export function chosenFirst(
  walk: Walk,
  node: GraphNode,
  keys: readonly string[],
): readonly string[] {
  if (keys.length < 2 || !switcher.test(node.type)) return keys
  const chosen = keys.filter((key) => isChosen(walk, node, key))
  return [...chosen, ...keys.filter((key) => !chosen.includes(key))]
}

function isChosen(walk: Walk, node: GraphNode, key: string): boolean {
  for (const name of ['switch', 'boolean', 'condition', 'value']) {
    const flag = input(node, name)
    if (typeof flag === 'boolean') return (flag ? /true/i : /false/i).test(key)
  }
  const number = resolveNumber(walk, node, ['select', 'Input', 'index', 'selected_index'])
  return number !== undefined && Number(/(\d+)$/.exec(key)?.[1]) === number
}
