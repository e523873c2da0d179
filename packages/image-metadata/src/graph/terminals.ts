import { type Graph, type GraphNode, input } from './graph.ts'

const output = /save|preview|output|combine|webm/i
const notOutput = /^conditioning|mask|string|text|prompt/i

/** The nodes that may have written this file, likeliest first. */
export function rankTerminals(graph: Graph, fileName: string): readonly GraphNode[] {
  const ranked: { node: GraphNode; rank: number }[] = []
  for (const node of graph.values()) {
    if (isTerminal(node)) ranked.push({ node, rank: rankOf(node, fileName) })
  }
  return ranked.sort((left, right) => right.rank - left.rank).map(({ node }) => node)
}

export function isTerminal(node: GraphNode): boolean {
  return output.test(node.type) && !notOutput.test(node.type) && node.links.length > 0
}

function rankOf(node: GraphNode, fileName: string): number {
  const prefix = input(node, 'filename_prefix')
  const named = typeof prefix === 'string' ? prefixMatch(prefix, fileName) : 0
  if (node.type === 'SaveImage') return named + 20
  return named + (/save/i.test(node.type) ? 15 : 0)
}

/** 35 when ComfyUI's counter follows the prefix in the file name, 30 when the name only begins with the prefix. */
function prefixMatch(prefix: string, fileName: string): number {
  const last = prefix.split(/[/\\]/).at(-1) ?? ''
  const pieces = last.split(/%[^%]*%/)
  if (pieces.every((piece) => piece === '') || !fileName.startsWith(pieces[0] ?? '')) return 0
  let at = 0
  for (const piece of pieces) {
    const found = fileName.indexOf(piece, at)
    if (found < 0) return 0
    at = found + piece.length
  }
  return /^_\d/.test(fileName.slice(at)) ? 35 : 30
}
