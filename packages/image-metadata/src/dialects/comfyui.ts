import type { JsonObject } from '@darkroom/foundation'
import type { Budget } from '../budget.ts'
import type { Findings } from '../findings.ts'
import { toGraph } from '../graph/graph.ts'
import { readGraph } from '../graph/read-graph.ts'
import { isArray, member } from '../json.ts'
import { readCivitai } from './civitai.ts'
import { commentNames, type EmbeddedTexts, toObject } from './embedded-texts.ts'

/**
 * Reads ComfyUI. `prompt` holds the API graph; the comment of a JPEG or a video may, as `{ prompt, workflow }` or as the
 * graph itself. `workflow` alone is the editor's format, whose widgets have no names: only its presence is reported.
 */
export function readComfyui(
  texts: EmbeddedTexts,
  fileName: string,
  budget: Budget,
): readonly Findings[] {
  for (const object of carriers(texts)) {
    const graph = toGraph(object) ?? toGraph(toObject(member(object, 'prompt')))
    if (graph === undefined) continue
    const civitai = readCivitai(object, texts)
    const found = readGraph(graph, fileName, budget)
    return civitai === undefined ? [found] : [civitai.mark, found, civitai.claims]
  }
  const isWorkflow =
    texts.has('workflow') ||
    texts.find(commentNames, (object) => isEditorFormat(toObject(member(object, 'workflow'))))
  return isWorkflow ? [{ source: 'comfyui' }] : []
}

function isEditorFormat(workflow: JsonObject | undefined): boolean {
  return workflow !== undefined && isArray(member(workflow, 'nodes'))
}

function* carriers(texts: EmbeddedTexts): Generator<JsonObject> {
  for (const name of ['prompt', 'Prompt', ...commentNames]) {
    if (!texts.get(name)?.includes('class_type')) continue
    const object = texts.object(name)
    if (object !== undefined) yield object
  }
}
