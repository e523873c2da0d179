import { z } from 'zod'
import { GraphFormatError } from '../errors.ts'
import { parseExactJson } from './exact-json.ts'
import { isRecord } from './is-record.ts'
import type { Json, PromptGraph, PromptNode } from './prompt-graph.ts'

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
 * since the server never checks a node that has it for changes; missing `inputs` and titles are filled in.
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
  return Object.freeze(Object.fromEntries(nodes.map(([id, node]) => [id, readNode(id, node)])))
}

/** Parses a graph from text. Integers beyond 2^53 keep every digit; Python's `NaN` is accepted. */
export function parseGraph(text: string): PromptGraph {
  let value: unknown
  try {
    value = parseExactJson(text)
  } catch (cause) {
    throw new GraphFormatError('The graph is not valid JSON', { reason: 'not-json', cause })
  }
  return readGraph(value)
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
    _meta: Object.freeze({ title: data._meta?.title ?? data.class_type }),
  })
}

function whatIsWrong(value: unknown): string {
  if (!isRecord(value)) return 'it is not an object'
  return typeof value.class_type === 'string'
    ? '"inputs" is not an object'
    : 'it has no "class_type"'
}
