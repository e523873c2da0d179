import type { NodeCatalog, PromptGraph } from '@darkroom/comfy-graph'
import type { ServerFile } from '../workflow-entry.ts'

/** The files that a graph reads from the server's own folders, by the inputs that take uploaded ones. */
export const filesOf = (graph: PromptGraph, server: NodeCatalog): readonly ServerFile[] =>
  Object.entries(graph).flatMap(([nodeId, { class_type: nodeClass, inputs }]) =>
    Object.entries(inputs).flatMap(([input, name]) => {
      const definition = server.input(nodeClass, input)
      const isFile = definition?.kind === 'choice' && definition.upload
      if (!isFile || typeof name !== 'string' || name === '') return []
      return [{ nodeId, nodeClass, input, name, ...placeOf(name) }]
    }),
  )

/** Reads ComfyUI's notation: `folder/picture.png [output]`; without a folder in brackets it is the input folder. */
function placeOf(name: string): Pick<ServerFile, 'filename' | 'subfolder' | 'type'> {
  const annotated = /^(.*) \[(input|output|temp)\]$/s.exec(name)
  const type = annotated?.[2]
  const path = (annotated?.[1] ?? name).replaceAll('\\', '/')
  const cut = path.lastIndexOf('/')
  return {
    filename: path.slice(cut + 1),
    subfolder: path.slice(0, Math.max(0, cut)),
    type: type === 'output' || type === 'temp' ? type : 'input',
  }
}
