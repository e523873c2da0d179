import { isGroupNode } from '../editor/read-group-nodes.ts'
import { drawsLinks } from '../nodes/virtual-nodes.ts'
import { type NodePlace, nodeName, type Problem } from '../problems.ts'
import type { PlacedNode } from '../subgraphs/scope.ts'
import { unknownWidgets } from '../widgets/unknown-widgets.ts'
import type { BrokenLink, EmittedNode } from './emit-node.ts'
import { isEmpty } from './sent-value.ts'

/** What stands against running a node as it was converted. */
export function nodeProblems(emitted: EmittedNode): readonly Problem[] {
  const node = placeOf(emitted.placed)
  return [
    ...emitted.broken.map((link) => brokenLink(node, link)),
    ...missingCaptures(emitted, node),
    ...(drawsLinks(node.class) && emitted.placed.scope.graph.hasExtensionLinks !== true
      ? [drawnLinks(node)]
      : []),
  ]
}

const placeOf = ({ id, node }: PlacedNode): NodePlace => ({
  id,
  class: node.type,
  ...(node.title !== undefined && { title: node.title }),
})

function brokenLink(node: NodePlace, { input, reason }: BrokenLink): Problem {
  const told = {
    'no-link': 'is linked to nothing: the file lacks the link',
    'no-node': 'is linked to a node that the file lacks',
    circular: 'is linked in a circle',
  }[reason]
  const code = reason === 'circular' ? 'circular-link' : 'broken-link'
  const message = `${nodeName(node)}: the input "${input}" ${told}; link it again in ComfyUI`
  return { code, message, node, slot: input }
}

const missingCaptures = ({ widgets }: EmittedNode, node: NodePlace): readonly Problem[] =>
  widgets
    .filter(({ spec, value }) => spec.needsBrowser === true && isEmpty(value))
    .map(({ spec: { name } }) => ({
      code: 'needs-browser',
      message: `${nodeName(node)}: only a browser can make "${name}"; use a node that loads a file instead`,
      node,
      slot: name,
    }))

const drawnLinks = (node: NodePlace): Problem => ({
  code: 'needs-extension',
  message: `${nodeName(node)} draws its links when the editor queues a prompt, and the file does not tell them; convert them to real links first`,
  node,
})

/** All classes that the server lacks, each told once with where it comes from, if the file says so. */
export function unknownClasses(nodes: readonly PlacedNode[]): readonly Problem[] {
  const first = new Map<string, PlacedNode>()
  const unnamed = new Set<string>()
  for (const placed of nodes) {
    if (placed.prepared !== undefined) continue
    const { type } = placed.node
    if (!first.has(type)) first.set(type, placed)
    if (unknownWidgets(placed.node) === undefined) unnamed.add(type)
  }
  return [...first].map(([type, placed]) => {
    const node = placeOf(placed)
    if (isGroupNode(placed.node)) return groupNode(node)
    const pack = packOf(placed)
    const from = pack === undefined ? '' : `; it comes with the node pack ${pack}`
    const values = unnamed.has(type) ? ', and the names of its values are not in the file' : ''
    const message = `${nodeName(node)}: the server does not have the class ${JSON.stringify(type)}${values}${from}`
    return { code: 'unknown-class', message, node, ...(pack !== undefined && { pack }) }
  })
}

const groupNode = (node: NodePlace): Problem => ({
  code: 'group-node',
  message: `${nodeName(node)}: the file does not tell how the values of this group belong to its nodes; convert the group to a subgraph in ComfyUI`,
  node,
})

function packOf({ node: { properties } }: PlacedNode): string | undefined {
  const told = [properties.cnr_id, properties.aux_id]
  const pack = told.find((id) => typeof id === 'string' && id !== '' && id !== 'comfy-core')
  return typeof pack === 'string' ? pack : undefined
}
