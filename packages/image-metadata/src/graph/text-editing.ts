import { toNumber } from '../values.ts'
import { type GraphNode, input } from './graph.ts'
import type { Walk } from './walk.ts'

const editor =
  /replac|regex|substring|slic|split|extract|case.?conver|(?:upper|lower)case|promptLine|random.?(?:line|multi)|line.?from|StringSelector|StringFunction/i
const sourceKeys = [
  'string',
  'strings',
  'text',
  'text_a',
  'multiline_text',
  'prompt',
  'value',
] as const
const findKeys = ['find', 'search', 'text_b'] as const
const replaceKeys = ['replace', 'replacement', 'text_c'] as const

type Read = (key: string) => string

/**
 * The text that a node makes of another by changing it, where the file tells how; empty where it does not, since the
 * unchanged text is not the prompt. Undefined for a node that changes nothing, or joins.
 */
export function editText(walk: Walk, node: GraphNode, read: Read): string | undefined {
  if (!editor.test(node.type) || input(node, 'action') === 'append') return undefined
  const source = sourceKeys.find((key) => node.keys.includes(key))
  if (source === undefined) return undefined
  const text = read(source)
  if (/promptLine|Selector/i.test(node.type)) return lineOf(node, text)
  const edited = /case/i.test(node.type) ? inCase(node, text) : replaced(node, text, read)
  return edited.slice(0, walk.budget.takeCharacters(edited.length))
}

/** One line of several. Where a node hands on more than one, each makes a picture, and nobody can say which this is. */
function lineOf(node: GraphNode, text: string): string {
  const lines = text.split('\n')
  const select = toNumber(input(node, 'select'))
  if (select !== undefined)
    return input(node, 'multiline') === true ? '' : (lines[select % lines.length] ?? '')
  const start = toNumber(input(node, 'start_index'))
  if (start === undefined || toNumber(input(node, 'max_rows')) !== 1) return ''
  const keepsEmpty = input(node, 'remove_empty_lines') === false
  return lines.filter((line) => keepsEmpty || line.trim() !== '')[start] ?? ''
}

function inCase(node: GraphNode, text: string): string {
  const mode = input(node, 'mode')
  if (mode === 'UPPERCASE') return text.toUpperCase()
  return mode === 'lowercase' ? text.toLowerCase() : ''
}

/** Every place of one literal text becomes another; patterns are not run. */
function replaced(node: GraphNode, text: string, read: Read): string {
  const find = findKeys.find((key) => node.keys.includes(key))
  const other = replaceKeys.find((key) => node.keys.includes(key))
  if (find === undefined || other === undefined) return ''
  const [wanted, replacement] = [read(find), read(other)]
  if (wanted === '') return replacement === '' ? text : ''
  if (/^\/.*\/$/s.test(wanted)) return ''
  const pieces = text.split(wanted)
  return text.length + pieces.length * replacement.length > 100_000 ? '' : pieces.join(replacement)
}
