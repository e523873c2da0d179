import type { ByteSource } from '../byte-source.ts'
import type { MediaFormat } from '../media-types.ts'
import { readMediaFile } from '../read-media-file.ts'
import { type Graphs, graphsIn, mergeGraphs } from './graphs-in.ts'

export interface EmbeddedGraphs extends Graphs {
  /** What the file is; `unknown` when nothing of it could be read. */
  readonly format: MediaFormat
}

/** Names under which ComfyUI keeps a graph; its nodes by others use whichever text a format has. */
const names = ['workflow', 'prompt', 'Workflow', 'Prompt'] as const

/**
 * Reads the graphs in a file that ComfyUI made: the editor's `workflow` and the API's `prompt`, each as the JSON text that is
 * in the file, not yet parsed. No bytes make it throw; what the source itself throws passes.
 */
export function readEmbeddedGraphs(source: ByteSource): EmbeddedGraphs {
  const { format, texts } = readMediaFile(source, {
    isEnough: (found) => found.has('workflow') && found.has('prompt'),
  })
  const found = names.map((name) => graphsIn(texts.get(name) ?? '', name.toLowerCase()))
  const rest = [...texts].flatMap(([name, text]) =>
    names.some((known) => known === name) ? [] : graphsIn(text, ''),
  )
  return { format, ...mergeGraphs([...found, ...rest]) }
}
