import type { Findings } from '../findings.ts'
import { toGraph } from '../graph/graph.ts'
import { readGraph } from '../graph/read-graph.ts'
import { parseJson } from '../json.ts'

/** `prompt` holds the API graph; `workflow` alone is the editor's format, whose widgets have no names: only its presence is told. */
export function readComfyui(
  texts: ReadonlyMap<string, string>,
  fileName: string,
): Findings | undefined {
  const prompt = texts.get('prompt') ?? texts.get('Prompt')
  const graph = prompt?.includes('class_type') ? toGraph(parseJson(prompt)) : undefined
  if (graph !== undefined) return readGraph(graph, fileName)
  return texts.has('workflow') ? { source: 'comfyui' } : undefined
}
