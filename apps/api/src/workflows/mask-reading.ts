import { asLink } from '@darkroom/comfy-graph'
import type { WorkflowInput } from '@darkroom/workflow-converter'
import type { WorkflowReading } from './understand.ts'

/**
 * Whether a workflow reads how transparent a mask's file is, and not how light: `LoadImageMask` does as its channel says, and
 * `LoadImage` where its second output alone is used.
 */
export function readsTransparency(
  { targets }: WorkflowInput,
  { source: { graph, editor } }: Pick<WorkflowReading, 'source'>,
): boolean {
  const values = editor?.values ?? []
  const nodes = targets.flatMap(({ path, name }) => {
    const value = values.find((one) => one.path === path && one.name === name)
    return value === undefined ? [path] : value.goesTo.map(({ node }) => node)
  })
  return nodes.some((node) => {
    const { class_type: nodeClass, inputs } = Object.hasOwn(graph, node) ? (graph[node] ?? {}) : {}
    if (nodeClass === 'LoadImageMask') return (inputs?.channel ?? 'alpha') === 'alpha'
    const outputs = Object.values(graph).flatMap((user) =>
      Object.values(user.inputs).flatMap((value) => {
        const [from, output] = asLink(value) ?? []
        return from === node && output !== undefined ? [output] : []
      }),
    )
    return outputs.length > 0 && outputs.every((output) => output > 0)
  })
}
