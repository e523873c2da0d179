import { type Token, tokens } from './tokens.ts'

export type PromptNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'wildcard'; readonly name: string; readonly source: string }
  | { readonly kind: 'choice'; readonly source: string; readonly options: readonly Option[] }
  /** Braces without a choice, and their content. */
  | { readonly kind: 'braces'; readonly nodes: readonly PromptNode[] }

export interface Option {
  readonly source: string
  readonly nodes: readonly PromptNode[]
}

/** Parses in one pass without recursion, since braces can be nested as deeply as a text is long. */
export function parsePrompt(text: string): readonly PromptNode[] {
  const root: PromptNode[] = []
  const open: OpenGroup[] = []
  for (const token of tokens(text)) {
    const group = open.at(-1)
    if (token.kind === 'open') open.push(openGroup(token))
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
  readonly before: { start: number; end: number; nodes: PromptNode[] }[]
  last: { start: number; nodes: PromptNode[] }
}

const openGroup = ({ start, end }: Mark): OpenGroup => ({
  start,
  before: [],
  last: { start: end, nodes: [] },
})

function nextOption(group: OpenGroup, { start, end }: Mark): void {
  group.before.push({ ...group.last, end: start })
  group.last = { start: end, nodes: [] }
}

function closeGroup(group: OpenGroup, { text, token }: { text: string; token: Mark }): PromptNode {
  const options = [...group.before, { ...group.last, end: token.start }]
  if (options.length === 1) {
    return { kind: 'braces', nodes: [toText('{'), ...group.last.nodes, toText('}')] }
  }
  return {
    kind: 'choice',
    source: text.slice(group.start, token.end),
    options: options.map(({ start, end, nodes }) => ({ source: text.slice(start, end), nodes })),
  }
}

/** The nodes of an unclosed group, which is text, while groups in it stay groups. */
const unclosed = ({ before, last }: OpenGroup): readonly PromptNode[] => [
  toText('{'),
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
    case 'bar':
      return toText('|')
    case 'close':
      return toText('}')
  }
}

const toText = (text: string): PromptNode => ({ kind: 'text', text })
