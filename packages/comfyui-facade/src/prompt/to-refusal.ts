import type { DoorError, WrongPart } from '@darkroom/door-ports'
import { type ErrorBody, errorBody } from '../http/refusal.ts'
import { leavesOf, type PromptGraph, titleOf } from './prompt-graph.ts'
import { type NodeErrors, noOutputs, PromptRefusal } from './prompt-refusal.ts'

/** What ComfyUI calls each kind of error, before it says where. */
const titles: Readonly<Record<string, string>> = {
  required_input_missing: 'Required input is missing',
  bad_linked_input: 'Bad linked input, must be a length-2 list of [node_id, slot_index]',
  return_type_mismatch: 'Return type mismatch between linked nodes',
  invalid_input_type: 'Failed to convert an input value',
  value_smaller_than_min: 'Value smaller than min',
  value_bigger_than_max: 'Value bigger than max',
  value_not_in_list: 'Value not in list',
  dependency_cycle: 'Dependency cycle detected',
}

/** Where in a graph a part of an error is; undefined for one that is about no node. */
interface Place {
  readonly node: string
  readonly input: string | undefined
}

function placeOf({ path }: WrongPart, graph: PromptGraph): Place | undefined {
  // Ids may have dots in them: the longest that fits is meant.
  const [node] = Object.keys(graph)
    .filter((id) => path === id || path.startsWith(`${id}.`))
    .toSorted((a, b) => b.length - a.length)
  if (node === undefined) return undefined
  return { node, input: path === node ? undefined : path.slice(node.length + 1) }
}

/** The refusal of a graph in ComfyUI's words; undefined when the error is about something else. */
export function toPromptRefusal(error: DoorError, graph: PromptGraph): PromptRefusal | undefined {
  if (error.parts.some(({ code }) => code === 'prompt_no_outputs')) return noOutputs()
  const placed = error.parts.flatMap((part) => {
    const place = placeOf(part, graph)
    return place === undefined ? [] : [{ part, place }]
  })
  const [first] = placed
  if (first === undefined) return undefined
  const unknown = placed.find(({ part }) => part.code === 'missing_node_type')
  if (unknown !== undefined) return missingNode(unknown.part, unknown.place, graph)
  const byNode = Object.groupBy(placed, ({ place }) => place.node)
  return new PromptRefusal(
    errorBody('prompt_outputs_failed_validation', 'Prompt outputs failed validation', {
      details: [error.message, error.hint ?? ''].join(' ').trim(),
    }),
    Object.fromEntries(
      Object.entries(byNode).map(([node, found = []]) => [
        node,
        nodeErrors(
          node,
          found.map(({ part, place }) => toErrorBody(part, place, graph)),
          graph,
        ),
      ]),
    ),
  )
}

function missingNode(part: WrongPart, { node }: Place, graph: PromptGraph): PromptRefusal {
  const found = graph[node] ?? {}
  const title = titleOf(found)
  return new PromptRefusal(
    errorBody(
      'missing_node_type',
      `Node '${title}' not found. The custom node may not be installed.`,
      {
        details: `Node ID '#${node}'`,
        extra: {
          node_id: node,
          class_type: found.class_type ?? null,
          node_title: title,
          nearest: part.nearest ?? [],
        },
      },
    ),
  )
}

function toErrorBody(part: WrongPart, { node, input }: Place, graph: PromptGraph): ErrorBody {
  const type = part.code ?? 'custom_validation_failed'
  return errorBody(type, titles[type] ?? 'Custom validation failed for node', {
    details: input === undefined ? part.message : `${input}: ${part.message}`,
    extra: {
      ...(input !== undefined && {
        input_name: input,
        received_value: graph[node]?.inputs?.[input] ?? null,
      }),
      ...(part.nearest !== undefined && part.nearest.length > 0 && { nearest: part.nearest }),
    },
  })
}

const nodeErrors = (
  node: string,
  errors: readonly ErrorBody[],
  graph: PromptGraph,
): NodeErrors => ({
  errors,
  dependent_outputs: leavesOf(graph),
  class_type: String(graph[node]?.class_type),
})
