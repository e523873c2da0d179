import type { Json } from '@darkroom/foundation'
import { type GraphNode, hasInput, input, isLink, type LinkValue, onlyLink } from './graph.ts'
import type { Role } from './polarity.ts'
import { branchesOf } from './switches.ts'
import { editText } from './text-editing.ts'
import { joinTexts } from './text-joining.ts'
import { depthLimit, type Walk } from './walk.ts'

/** Language models and nodes that make prompts up: what they are told is not the prompt, and their answer is not in the file. */
const opaque =
  /OneButton|Prompt.?(?:Enhanc|Rewrit)|Promptist|SuperPrompt|LLM|Caption|Interrogat|TextGenerat|Tagger|Florence|Ollama|ChatGPT|OpenAI|Gemini|Claude|Qwen\d?[._]?\d?_?VL|JoyCap|Moondream|LLaVA|VLM/i
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
const textRow = ['text', 'text_b', 'text_c', 'text_d'] as const
/** Names under which a node keeps a text; what another name holds may be a setting, a style's name or a path. */
const textKey = /text|string|prompt|value|content|positive|negative|caption|words|tags|lines?$/i
const settingKey =
  /file|path|folder|name|style|mode|template|separator|delimiter|format|encod|lang|(?:^|_)id$|type/i
/** A path or the name of a file. */
const fileName = /^[^\n]{0,300}\.[a-z][a-z\d]{1,11}$|^(?:[a-z]:)?[/\\][^\n ]{1,300}$/i
/** The longest text that may be a prompt, in characters. */
const longestText = 100_000
const numbers = /^[\s\d.,;:+\-()[\]]*$/
/** The inputs of nodes that hold both positive and negative text. */
export const roleKeys = {
  positive: ['positive', 'text_positive', 'positive_prompt', 'positive_text', 'optional_positive'],
  negative: ['negative', 'text_negative', 'negative_prompt', 'negative_text', 'optional_negative'],
} as const

/** The text of an input: a literal, or the output of the linked node. */
export function textOf(walk: Walk, value: Json | undefined, role: Role, depth = 0): string {
  if (typeof value === 'string')
    return value.length > longestText ? value.slice(0, longestText) : value
  const node = depth < depthLimit ? walk.follow(value) : undefined
  if (node === undefined) return ''
  const own = isLink(value) ? ownTextOf(node, value) : undefined
  return own === undefined
    ? nodeText(walk, node, role, depth + 1)
    : textOf(walk, input(node, own), role, depth + 1)
}

/** The input that an output hands on, of a node that keeps several texts beside one another (WAS's Text String). */
function ownTextOf(node: GraphNode, [, slot]: LinkValue): string | undefined {
  const isRow = textRow.every((key) => hasInput(node, key)) && !hasInput(node, 'delimiter')
  return isRow ? textRow[slot] : undefined
}

export function nodeText(walk: Walk, node: GraphNode, role: Role, depth: number): string {
  return walk.remember(`${role} ${node.id}`, () => composeText(walk, node, role, depth))
}

function composeText(walk: Walk, node: GraphNode, role: Role, depth: number): string {
  if (/ZeroOut/.test(node.type) || opaque.test(node.type)) return shownText(node)
  const branches = branchesOf(walk, node)
  if (branches !== undefined) {
    const texts = branches.keys.map((key) => textOf(walk, node.inputs[key], role, depth))
    if (branches.isKnown) return texts.find((text) => text !== '') ?? ''
    // Nobody can say which it was, unless all say the same.
    return texts.every((text) => text === texts[0]) ? (texts[0] ?? '') : ''
  }
  const byRole = roleKeys[role].find((key) => isTextual(input(node, key)))
  if (byRole !== undefined) return textOf(walk, input(node, byRole), role, depth)
  const populated = input(node, 'populated_text')
  if (typeof populated === 'string' && populated !== '') return populated
  const shown = shownText(node)
  if (shown !== '') return shown
  const read = (key: string): string => textOf(walk, input(node, key), role, depth)
  return (
    editText(walk, node, read) ?? joinTexts(walk, node, read) ?? plainText(walk, node, role, depth)
  )
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
  const texts = node.keys.filter((key) => isText(key, node.inputs[key]))
  const only = texts.length === 1 ? node.inputs[texts[0] ?? ''] : ''
  return typeof only === 'string' ? only : ''
}

/** Whether an input that nobody asked for by name holds a text, and not the name of a file or a list of numbers. */
function isText(key: string, value: Json | undefined): boolean {
  if (typeof value !== 'string' || settingKey.test(key) || !textKey.test(key)) return false
  return !fileName.test(value.trim()) && !numbers.test(value)
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
