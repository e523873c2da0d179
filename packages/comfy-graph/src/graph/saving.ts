import { asLink, type Link, type PromptGraph, type PromptNode } from './prompt-graph.ts'
import { type NewInput, setInputs } from './set-inputs.ts'

/** A graph whose files are saved under prefixes of ours, and the ids of the nodes that save them. */
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
  /** The nodes that save under a prefix that can be given to them. */
  readonly nodeIds: readonly string[]
  readonly graph: PromptGraph
  readonly changes: readonly SavingChange[]
}

export const saveClass = 'SaveImage'
export const previewClass = 'PreviewImage'

/**
 * The graph with nodes that save what it makes under a prefix: all that have one, whatever they save. Where none of them
 * saves pictures, its previews do; where it has neither, a `SaveImage` is added beside each node that saves pictures in a
 * way of its own. Every other node stays as it is.
 */
export function findSaving(graph: PromptGraph): Saving {
  const nodes = Object.entries(graph)
  const savers = nodes.filter(([, node]) => takesPrefix(node))
  const nodeIds = savers.map(([id]) => id)
  if (savers.some(([, node]) => savesPictures(node))) return { nodeIds, graph, changes: [] }
  const previews = nodes.filter(([, { class_type: name }]) => name === previewClass)
  if (previews.length > 0) return savedPreviews(graph, nodeIds)
  const strangers = nodes.flatMap(([id, { class_type: from }]) => {
    const images = pictureOf(graph, id)
    return images === undefined ? [] : [{ nodeId: freeId(graph, id), from, images }]
  })
  const added = strangers.map(({ nodeId, images }) => [
    nodeId,
    { class_type: saveClass, inputs: { images: [...images] } },
  ])
  return {
    nodeIds: [...nodeIds, ...strangers.map(({ nodeId }) => nodeId)],
    graph: { ...graph, ...Object.fromEntries(added) },
    changes: strangers.map(({ nodeId, from }) => ({ nodeId, from, to: `${from}, ${saveClass}` })),
  }
}

/**
 * Every saving node gets a prefix of its own, by which its files are told from those of others: `prefix`, `prefix-2` and
 * so on. Nodes that are the same would write one file, and share theirs.
 */
export function withPrefix(
  { graph, nodeIds }: Pick<Saving, 'graph' | 'nodeIds'>,
  prefix: string,
): SavingGraph {
  const numbers = new Map<string, number>()
  const changes = nodeIds.map((nodeId): NewInput => {
    const form = JSON.stringify([graph[nodeId]?.class_type, graph[nodeId]?.inputs])
    const number = numbers.get(form) ?? numbers.size + 1
    numbers.set(form, number)
    const to = number === 1 ? prefix : `${prefix}-${number}`
    return { nodeId, input: 'filename_prefix', to }
  })
  return { graph: setInputs(graph, changes), outputNodeIds: nodeIds }
}

function savedPreviews(graph: PromptGraph, savers: readonly string[]): Saving {
  const isPreview = ({ class_type: name }: PromptNode): boolean => name === previewClass
  const previews = Object.entries(graph).flatMap(([id, node]) => (isPreview(node) ? [id] : []))
  const nodes = Object.entries(graph).map(([id, node]) => [
    id,
    isPreview(node) ? { ...node, class_type: saveClass } : node,
  ])
  const saving = new Set([...savers, ...previews])
  return {
    nodeIds: Object.keys(graph).filter((id) => saving.has(id)),
    graph: Object.fromEntries(nodes),
    changes: previews.map((nodeId) => ({ nodeId, from: previewClass, to: saveClass })),
  }
}

/** Names of parts of models: what saves nothing else keeps its name, by which the server finds the model again. */
const modelPart = /^(?:model|clip|vae|clip_vision|lora|control_net|(?:model|text_encoder)_diff)$/
/** A folder of its own, below which a name with a folder in it has no place. */
const ownFolder = /folder|path|dir(?:ectory)?$/i

/** Whether a node saves files under a prefix that may be any. */
function takesPrefix({ class_type: name, inputs }: PromptNode): boolean {
  if (name === saveClass) return true
  if (!Object.hasOwn(inputs, 'filename_prefix')) return false
  const linked = Object.entries(inputs).filter(
    ([input, value]) => input !== 'filename_prefix' && asLink(value) !== undefined,
  )
  const savesModel = linked.length > 0 && linked.every(([input]) => modelPart.test(input))
  return !savesModel && !Object.keys(inputs).some((input) => ownFolder.test(input))
}

/** What saves or shows something is called so. */
const savesByName = /save|preview|output/i
const notPictures =
  /video|audio|latent|mask|string|text|webm|gif|model|conditioning|3d|glb|mesh|svg/i

/** Whether a node with a prefix saves pictures, moving ones among them. */
function savesPictures({ class_type: name, inputs }: PromptNode): boolean {
  if (name === saveClass) return true
  if (notPictures.test(name) || Object.hasOwn(inputs, 'frame_rate')) return false
  return asLink(inputs.images ?? inputs.image) !== undefined
}

/** The picture that a node of a class unknown to us saves; not one that makes a film of pictures. */
function pictureOf(graph: PromptGraph, id: string): Link | undefined {
  const { class_type: name, inputs } = graph[id] ?? { class_type: '', inputs: {} }
  if (!savesByName.test(name) || notPictures.test(name) || /animat/i.test(name)) return undefined
  if (Object.hasOwn(inputs, 'fps') || Object.hasOwn(inputs, 'frame_rate')) return undefined
  return asLink(inputs.images) ?? asLink(inputs.image)
}

function freeId(graph: PromptGraph, beside: string): string {
  for (let count = 1; ; count += 1) {
    const id = `${beside}-saved-${count}`
    if (!Object.hasOwn(graph, id)) return id
  }
}

const addedId = /^(.+)-saved-\d+$/s

/** The nodes of a graph beside which `findSaving` added one that saves the same pictures. */
export const savedBeside = (graph: PromptGraph): ReadonlySet<string> =>
  new Set(
    Object.entries(graph).flatMap(([id, { class_type: name }]) => {
      const beside = name === saveClass ? addedId.exec(id)?.[1] : undefined
      return beside !== undefined && Object.hasOwn(graph, beside) ? [beside] : []
    }),
  )
