import { asLink, type Link, type PromptGraph } from './prompt-graph.ts'
import { setInputs } from './set-inputs.ts'

/** A graph whose pictures are saved under a prefix of ours, and the ids of the nodes that save them. */
export interface SavingGraph {
  readonly graph: PromptGraph
  readonly outputNodeIds: readonly string[]
}

/** A node that was changed or added so that the picture is saved as a file of the server's output folder. */
export interface SavingChange {
  readonly nodeId: string
  readonly from: string
  readonly to: string
}

interface Saving {
  readonly nodeIds: readonly string[]
  readonly graph: PromptGraph
  readonly changes: readonly SavingChange[]
}

const saveClass = 'SaveImage'

/**
 * The graph with nodes that save its pictures as PNG. The `SaveImage` nodes that it has, all of them; where there is none,
 * its previews save; where it has neither, a `SaveImage` is added beside each node that saves pictures in a way of its own.
 * No ids when the graph makes no picture.
 */
export function findSaving(graph: PromptGraph): Saving {
  const nodes = Object.entries(graph)
  const withClass = (name: string): readonly string[] =>
    nodes.filter(([, { class_type: own }]) => own === name).map(([id]) => id)
  const savers = withClass(saveClass)
  if (savers.length > 0) return { nodeIds: savers, graph, changes: [] }
  const previews = withClass('PreviewImage')
  if (previews.length > 0) {
    const saving = nodes.map(([id, node]) => [
      id,
      previews.includes(id) ? { ...node, class_type: saveClass } : node,
    ])
    return {
      nodeIds: previews,
      graph: Object.fromEntries(saving),
      changes: previews.map((nodeId) => ({ nodeId, from: 'PreviewImage', to: saveClass })),
    }
  }
  const strangers = nodes.flatMap(([id, { class_type: from }]) => {
    const images = pictureOf(graph, id)
    return images === undefined ? [] : [{ nodeId: freeId(graph, id), from, images }]
  })
  const added = strangers.map(({ nodeId, images }) => [
    nodeId,
    { class_type: saveClass, inputs: { images: [...images] } },
  ])
  return {
    nodeIds: strangers.map(({ nodeId }) => nodeId),
    graph: { ...graph, ...Object.fromEntries(added) },
    changes: strangers.map(({ nodeId, from }) => ({ nodeId, from, to: `${from}, ${saveClass}` })),
  }
}

export function withPrefix(
  { graph, nodeIds }: Pick<Saving, 'graph' | 'nodeIds'>,
  prefix: string,
): SavingGraph {
  const changes = nodeIds.map((nodeId) => ({ nodeId, input: 'filename_prefix', to: prefix }))
  return { graph: setInputs(graph, changes), outputNodeIds: nodeIds }
}

const savesByName = /save|preview|output/i
const notPictures = /video|audio|latent|mask|string|text|webm|animat|gif|model|conditioning/i

/** The picture that a node of a class unknown to us saves; not one that makes a film of pictures. */
function pictureOf(graph: PromptGraph, id: string): Link | undefined {
  const { class_type: name = '', inputs = {} } = graph[id] ?? {}
  if (!savesByName.test(name) || notPictures.test(name)) return undefined
  if (Object.hasOwn(inputs, 'fps') || Object.hasOwn(inputs, 'frame_rate')) return undefined
  return asLink(inputs.images) ?? asLink(inputs.image)
}

function freeId(graph: PromptGraph, beside: string): string {
  for (let count = 1; ; count += 1) {
    const id = `${beside}-saved-${count}`
    if (!Object.hasOwn(graph, id)) return id
  }
}
