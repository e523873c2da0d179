import type { PromptGraph } from '@darkroom/comfy-graph'

/** A node of a prompt; its id may be any text, also `constructor`. */
export const nodeOf = (graph: PromptGraph, id: string): PromptGraph[string] | undefined =>
  Object.hasOwn(graph, id) ? graph[id] : undefined
