import { isRecord, parseExactJson } from '@darkroom/foundation'
import { z } from 'zod'
import { GraphFormatError } from '../errors.ts'
import type { Json, PromptGraph, PromptNode } from './prompt-graph.ts'

/** The largest graph: far beyond what people make by hand, and little beside what a queue of them takes. */
export const graphLimits: Readonly<Record<'characters' | 'nodes' | 'depth', number>> = {
  characters: 512 * 1024,
  nodes: 2_000,
  depth: 64,
}

const tooLarge = (why: string): GraphFormatError =>
  new GraphFormatError(`The graph is too large: ${why}`, { reason: 'too-large' })

const nodeSchema = z.object({
  class_type: z.string().min(1),
  inputs: z.custom<Readonly<Record<string, Json>>>((value) => isRecord(value)).optional(),
  _meta: z
    .object({ title: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
})

/**
 * Reads an API-format graph from a picture or a file. Only the data for the server remains: `is_changed` is removed,
 * since the server never checks a node that has it for changes; missing `inputs` are filled in.
 */
export function readGraph(value: unknown): PromptGraph {
  if (!isRecord(value)) {
    throw new GraphFormatError('A graph is a JSON object of nodes by their ids', {
      reason: 'not-a-graph',
    })
  }
  if (Array.isArray(value.nodes)) {
    throw new GraphFormatError(
      'This is a workflow of the ComfyUI editor, not a graph: save it with "Export (API)" and use that file',
      { reason: 'ui-workflow' },
    )
  }
  const nodes = Object.entries(value)
  if (nodes.length === 0)
    throw new GraphFormatError('The graph has no nodes', { reason: 'not-a-graph' })
  if (nodes.length > graphLimits.nodes) {
    throw tooLarge(`it has ${nodes.length} nodes, and ${graphLimits.nodes} are allowed`)
  }
  return Object.freeze(Object.fromEntries(nodes.map(([id, node]) => [id, readNode(id, node)])))
}

/** Parses a graph from text. Integers beyond 2^53 keep every digit; Python's `NaN` is accepted. */
export function parseGraph(text: string): PromptGraph {
  if (text.length > graphLimits.characters) {
    throw tooLarge(`it has ${text.length} characters, and ${graphLimits.characters} are allowed`)
  }
  if (depthOf(text) > graphLimits.depth) {
    throw tooLarge(`it is nested deeper than ${graphLimits.depth} levels`)
  }
  let value: unknown
  try {
    value = parseExactJson(text)
  } catch (cause) {
    throw new GraphFormatError('The graph is not valid JSON', { reason: 'not-json', cause })
  }
  return readGraph(value)
}

// A string that is never closed goes to the end, so that the search does not begin anew at each of its quotes.
const stringOrBracket = /"[^"\\]*(?:\\(?:.|$)[^"\\]*)*(?:"|$)|[[\]{}]/gs

/** The levels of nesting outside of strings, counted before anything recurses. */
function depthOf(text: string): number {
  let depth = 0
  let deepest = 0
  for (const [token] of text.matchAll(stringOrBracket)) {
    if (token === '{' || token === '[') deepest = Math.max(deepest, ++depth)
    else if (token === '}' || token === ']') depth -= 1
  }
  return deepest
}

function readNode(id: string, value: unknown): PromptNode {
  const { data, error } = nodeSchema.safeParse(value)
  if (data === undefined) {
    throw new GraphFormatError(
      `Node ${JSON.stringify(id)} is not a node of a graph: ${whatIsWrong(value)}`,
      { reason: 'not-a-graph', cause: error },
    )
  }
  return Object.freeze({
    class_type: data.class_type,
    inputs: Object.freeze(data.inputs ?? {}),
    ...(data._meta?.title === undefined
      ? {}
      : { _meta: Object.freeze({ title: data._meta.title }) }),
  })
}

function whatIsWrong(value: unknown): string {
  if (!isRecord(value)) return 'it is not an object'
  return typeof value.class_type === 'string'
    ? '"inputs" is not an object'
    : 'it has no "class_type"'
}
