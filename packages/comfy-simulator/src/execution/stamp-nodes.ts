import type { ImageFiles } from '../files/image-files.ts'
import { getDict, getString, isDict, type PyDict } from '../python/value.ts'
import { classNameOf } from '../validation/graph.ts'

/** Stamps each node that runs again though its inputs are the same; a stamp that was sent with the prompt is kept. */
export const stampNodes = (graph: PyDict, files: ImageFiles): void => {
  for (const node of graph.values()) {
    if (!isDict(node) || node.has('is_changed')) continue
    const stamp = stampOf(classNameOf(node), getDict(node, 'inputs'), files)
    if (stamp !== undefined) node.set('is_changed', [stamp])
  }
}

/** LoadImage runs again when its file changes, SaveImageWebsocket always. */
const stampOf = (
  nodeClass: string,
  inputs: PyDict | undefined,
  files: ImageFiles,
): string | number | undefined => {
  if (nodeClass === 'SaveImageWebsocket') return performance.now()
  if (!/^LoadImage(?:Mask)?$/.test(nodeClass)) return undefined
  const image = getString(inputs, 'image')
  return image === undefined ? undefined : files.fingerprint(image)
}
