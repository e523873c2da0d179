import { type Json, type NewInput, type PromptGraph, setInputs } from '@darkroom/comfy-graph'
import { parseExactJson } from '@darkroom/foundation'
import { z } from 'zod'

/**
 * Values of a graph by node and input, each as the text of its JSON: a seed can have more digits than a number. They are what
 * many runs of one graph differ in.
 */
export type PlacedValues = Readonly<Record<string, Readonly<Record<string, string>>>>

export const placedValuesSchema: z.ZodType<PlacedValues> = z.record(
  z.string(),
  z.record(z.string(), z.string()),
)

const isJson = (value: unknown): value is Json => value !== undefined

/** @throws SyntaxError for a text that is not JSON */
export function toNewInputs(placed: PlacedValues): readonly NewInput[] {
  return Object.entries(placed).flatMap(([nodeId, inputs]) =>
    Object.entries(inputs).flatMap(([input, text]) => {
      const to = parseExactJson(text)
      return isJson(to) ? [{ nodeId, input, to }] : []
    }),
  )
}

/** The values with others in their place, or beside them. */
export function withPlaced(before: PlacedValues, changes: readonly NewInput[]): PlacedValues {
  const placed = new Map(Object.entries(before))
  for (const { nodeId, input, to } of changes) {
    placed.set(nodeId, { ...placed.get(nodeId), [input]: JSON.stringify(to) })
  }
  return Object.fromEntries(placed)
}

/** The graph with the values at their places; a node that it has not gets none. */
export const placedIn = (graph: PromptGraph, placed: PlacedValues): PromptGraph =>
  setInputs(graph, toNewInputs(placed))
