import type { Folders } from '../files/folders.ts'
import { getDict, getString, isDict, type PyDict } from '../python/value.ts'
import { classNameOf } from '../validation/graph.ts'

/** The input that names the file whose change makes a node run again. */
const fileInputs: Readonly<Record<string, string>> = {
  LoadImage: 'image',
  LoadImageMask: 'image',
  LoadImageOutput: 'image',
  LoadVideo: 'file',
  LoadAudio: 'audio',
}

/** The graph with nodes of its own. */
export const copyNodes = (graph: PyDict): PyDict =>
  new Map(Array.from(graph, ([id, node]) => [id, isDict(node) ? new Map(node) : node] as const))

/** Stamps each node that runs again though its inputs are the same; a stamp that was sent with the prompt is kept. */
export const stampNodes = (graph: PyDict, folders: Folders): void => {
  for (const node of graph.values()) {
    if (!isDict(node) || node.has('is_changed')) continue
    const stamp = stampOf(classNameOf(node), getDict(node, 'inputs'), folders)
    if (stamp !== undefined) node.set('is_changed', [stamp])
  }
}

/** A node that loads a file runs again when the file changes, SaveImageWebsocket always. */
const stampOf = (
  nodeClass: string,
  inputs: PyDict | undefined,
  folders: Folders,
): string | number | undefined => {
  if (nodeClass === 'SaveImageWebsocket') return performance.now()
  const name = fileInputs[nodeClass]
  const file = name === undefined ? undefined : getString(inputs, name)
  return file === undefined ? undefined : folders.fingerprint(file)
}
