import type { JsonObject } from '@darkroom/foundation'
import type { Findings } from '../findings.ts'
import { toGraph } from '../graph/graph.ts'
import { readGraph } from '../graph/read-graph.ts'
import { member } from '../json.ts'
import { readCivitai } from './civitai.ts'
import { type EmbeddedTexts, toObject } from './embedded-texts.ts'

/**
 * Reads ComfyUI. `prompt` holds the API graph; in a JPEG the UserComment may, as `{ prompt, workflow }` or as the graph
 * itself. `workflow` alone is the editor's format, whose widgets have no names: only its presence is reported.
 */
export function readComfyui(texts: EmbeddedTexts, fileName: string): readonly Findings[] {
  for (const object of carriers(texts)) {
    const graph = toGraph(object) ?? toGraph(toObject(member(object, 'prompt')))
    if (graph === undefined) continue
    const civitai = readCivitai(object, texts)
    const found = readGraph(graph, fileName)
    return civitai === undefined ? [found] : [civitai.mark, found, civitai.claims]
  }
  const object = texts.object('UserComment')
  const isWorkflow = texts.has('workflow') || (object && toObject(member(object, 'workflow')))
  return isWorkflow ? [{ source: 'comfyui' }] : []
}

function* carriers(texts: EmbeddedTexts): Generator<JsonObject> {
  for (const name of ['prompt', 'Prompt', 'UserComment']) {
    if (!texts.get(name)?.includes('class_type')) continue
    const object = texts.object(name)
    if (object !== undefined) yield object
  }
}
