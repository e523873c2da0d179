import { UnreadablePromptError } from './errors.ts'
import { type GroupForm, readForm } from './group-form.ts'
import { type Token, tokens } from './tokens.ts'

export type PromptNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'wildcard'; readonly name: string; readonly source: string }
  | {
      readonly kind: 'choice'
      readonly source: string
      readonly options: readonly Option[]
      /** How many are drawn, and what stands between them; one when absent. */
      readonly several?: GroupForm['several']
    }
  /** A variable gets a value, drawn now or each time it is used. */
  | {
      readonly kind: 'assign'
      readonly name: string
      readonly now: boolean
      readonly nodes: readonly PromptNode[]
    }
  /** The value of a variable. */
  | {
      readonly kind: 'use'
      readonly source: string
      readonly name: string
      readonly otherwise?: readonly PromptNode[]
    }
  /** Braces without a choice, and their content. */
  | { readonly kind: 'braces'; readonly nodes: readonly PromptNode[] }

export interface Option {
  readonly source: string
  readonly nodes: readonly PromptNode[]
  /** How often it is drawn beside the others; absent where no option of the group has a weight. */
  readonly weight?: number
}

/** Parses in one pass without recursion, since braces can be nested as deeply as a text is long. */
export function parsePrompt(text: string): readonly PromptNode[] {
  const root: PromptNode[] = []
  const open: OpenGroup[] = []
  for (const token of tokens(text)) {
    const group = open.at(-1)
    if (token.kind === 'open' || token.kind === 'variable') open.push(openGroup(token))
    else if (group !== undefined && token.kind === 'bar') nextOption(group, token)
    else if (group !== undefined && token.kind === 'close') {
      open.pop()
      nodesOf(open.at(-1), root).push(closeGroup(group, { text, token }))
    } else nodesOf(group, root).push(toNode(token))
  }
  return [...root, ...open.flatMap(unclosed)]
}

type Mark = Extract<Token, { start: number }>

interface OpenGroup {
  readonly start: number
  readonly isVariable: boolean
  readonly before: { start: number; end: number; nodes: PromptNode[] }[]
  last: { start: number; nodes: PromptNode[] }
}

const openGroup = ({ kind, start, end }: Mark): OpenGroup => ({
  start,
  isVariable: kind === 'variable',
  before: [],
  last: { start: end, nodes: [] },
})

function nextOption(group: OpenGroup, { start, end }: Mark): void {
  group.before.push({ ...group.last, end: start })
  group.last = { start: end, nodes: [] }
}

function closeGroup(group: OpenGroup, { text, token }: { text: string; token: Mark }): PromptNode {
  const options = [...group.before, { ...group.last, end: token.start }]
  const source = text.slice(group.start, token.end)
  if (group.isVariable) return toVariable(source, options.length, group.last.nodes)
  const read = readForm(
    source,
    options.map(({ start, end, nodes }) => ({ source: text.slice(start, end), nodes })),
  )
  const [only, ...others] = read.options
  if (others.length === 0 && only?.weight === undefined && read.several === undefined) {
    return { kind: 'braces', nodes: [toText('{'), ...group.last.nodes, toText('}')] }
  }
  return { kind: 'choice', source, ...read }
}

const variable = /^\s*([\p{L}_][\p{L}\p{N}_]*)\s*(=!|=|:|$)/u

/** Reads `${name}`, `${name:otherwise}`, `${name=value}` and `${name=!value}`. */
function toVariable(source: string, count: number, nodes: readonly PromptNode[]): PromptNode {
  const [first, ...rest] = nodes
  const head = first?.kind === 'text' ? variable.exec(first.text) : null
  const [whole = '', name, sign] = head ?? []
  if (name === undefined || count > 1 || (sign === '' && nodes.length > 1)) {
    throw new UnreadablePromptError(
      source,
      'a variable has a name, and behind it nothing, ":" and a value for want of one, or "=" or "=!" and a value',
    )
  }
  const value = [toText(first?.kind === 'text' ? first.text.slice(whole.length) : ''), ...rest]
  if (sign === '') return { kind: 'use', source, name }
  if (sign === ':') return { kind: 'use', source, name, otherwise: value }
  return { kind: 'assign', name, now: sign === '=!', nodes: value }
}

/** The nodes of an unclosed group, which is text, while groups in it stay groups. */
const unclosed = ({ isVariable, before, last }: OpenGroup): readonly PromptNode[] => [
  toText(isVariable ? '${' : '{'),
  ...before.flatMap(({ nodes }) => [...nodes, toText('|')]),
  ...last.nodes,
]

const nodesOf = (group: OpenGroup | undefined, root: PromptNode[]): PromptNode[] =>
  group?.last.nodes ?? root

function toNode(token: Token): PromptNode {
  switch (token.kind) {
    case 'text':
    case 'wildcard':
      return token
    case 'open':
      return toText('{')
    case 'variable':
      return toText('${')
    case 'bar':
      return toText('|')
    case 'close':
      return toText('}')
  }
}

const toText = (text: string): PromptNode => ({ kind: 'text', text })
