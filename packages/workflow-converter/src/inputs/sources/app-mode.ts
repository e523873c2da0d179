import { isRecord } from '@darkroom/foundation'
import { type EditorNode, type EditorWorkflow, nodeMode } from '../../editor/editor-workflow.ts'
import { nodeAt, type ValuePlace } from '../../editor/set-values.ts'
import { listAt, recordAt, textAt, toId } from '../../json-values.ts'
import { type Draft, type Drafts, noDrafts } from '../draft.ts'
import { placeOfSite, slotOf } from '../place-of-site.ts'

/** The inputs that the author of an app chose in the editor's App Mode, in their order. */
export function appInputs(workflow: EditorWorkflow): Drafts {
  const entries = listAt(recordAt(workflow.extra, 'linearData'), 'inputs')
  if (entries.length === 0) return noDrafts
  const found = entries.map((entry) => readEntry(entry, workflow))
  return {
    drafts: found.filter((one) => typeof one !== 'string'),
    notes: found.filter((one) => typeof one === 'string'),
  }
}

/** The nodes whose results an app shows, by their ids in the prompt. */
export const appOutputs = (workflow: EditorWorkflow): readonly string[] =>
  listAt(recordAt(workflow.extra, 'linearData'), 'outputs').flatMap((id) => toId(id) ?? [])

function readEntry(entry: unknown, workflow: EditorWorkflow): Draft | string {
  const [id, name, config]: readonly unknown[] = Array.isArray(entry) ? entry : []
  const told = toId(id)
  if (told === undefined || typeof name !== 'string') return 'The app has an input that is none.'
  const asked = readId(told, name, workflow)
  const place = findPlace(asked, workflow)
  if (place === undefined) {
    return `The app's input "${asked.name}" of node ${asked.id} is left out: there is no such node, it is switched off, or a link sets its value.`
  }
  const help = isRecord(config) ? textAt(config, 'description') : undefined
  return {
    label: labelAt(place, workflow) ?? asked.name,
    from: 'app_mode',
    targets: [place],
    ...(help !== undefined && help !== '' && { help }),
  }
}

/** A widget that an entry names: that of a node, wherever it stands. */
interface Asked {
  readonly graphId?: string
  readonly id: string
  readonly name: string
}

/** Reads `7`, a path `57:3`, a locator `<graph>:<node>`, or a widget's id `<graph>:<node>:<name>` with encoded parts. */
function readId(id: string, name: string, { nodes, definitions }: EditorWorkflow): Asked {
  if (nodes.has(id) || !id.includes(':')) return { id, name }
  const [first = '', node = '', ...rest] = id.split(':').map(decoded)
  const isGraph = definitions.has(first) || /^[\da-f]{8}-/i.test(first)
  if (!isGraph || node === '') return { id, name }
  const graphId = definitions.has(first) ? { graphId: first } : {}
  return { ...graphId, id: node, name: rest.length > 0 ? rest.join(':') : name }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

function findPlace(asked: Asked, workflow: EditorWorkflow): ValuePlace | undefined {
  const { id, name } = asked
  const own = asked.graphId === undefined ? settable({ path: id, name }, workflow) : undefined
  if (own !== undefined || (asked.graphId === undefined && nodeAt(workflow, id) !== undefined)) {
    return own
  }
  const paths = [...pathsInside(workflow)].filter(
    ({ node, graphId }) =>
      (node.id === id || node.savedId === id) &&
      (asked.graphId === undefined || asked.graphId === graphId),
  )
  const places = paths.flatMap(({ path }) => settable({ path, name }, workflow) ?? [])
  // Shown outside: the instance's value counts. Several instances of one subgraph have the first one's.
  return places.find(({ path }) => !path.includes(':')) ?? places[0]
}

/** Where a widget's value is set; undefined when its node is off, or a link or nothing sets it. */
function settable(place: ValuePlace, workflow: EditorWorkflow): ValuePlace | undefined {
  const parts = place.path.split(':')
  for (const depth of parts.keys()) {
    const node = nodeAt(workflow, parts.slice(0, depth + 1).join(':'))?.node
    if (node === undefined || node.mode === nodeMode.muted || node.mode === nodeMode.bypassed) {
      return undefined
    }
  }
  const shown = placeOfSite(workflow, instancePlace(place, workflow))
  const node = nodeAt(workflow, shown.path)?.node
  return node === undefined || slotOf(node, shown.name)?.link !== undefined ? undefined : shown
}

/** The slot of an instance, also by the name of the widget that it shows. */
function instancePlace(place: ValuePlace, { nodes, definitions }: EditorWorkflow): ValuePlace {
  const definition = definitions.get(nodes.get(place.path)?.type ?? '')
  if (definition === undefined || definition.inputs.some(({ name }) => name === place.name)) {
    return place
  }
  const slot = definition.inputs.find(({ label }) => label === place.name)
  const proxy = nodes.get(place.path)?.proxyWidgets?.find(({ widget }) => widget === place.name)
  if (slot !== undefined) return { ...place, name: slot.name }
  return proxy === undefined || proxy.sourceId === '-1'
    ? place
    : { path: `${place.path}:${proxy.sourceId}`, name: proxy.widget }
}

/** What its author calls a widget: at the node, else at the slot of the subgraph. */
export function labelAt({ path, name }: ValuePlace, workflow: EditorWorkflow): string | undefined {
  const node = nodeAt(workflow, path)?.node
  const slot = workflow.definitions.get(node?.type ?? '')?.inputs.find((one) => one.name === name)
  return (node && slotOf(node, name)?.label) ?? slot?.label
}

interface InnerNode {
  readonly path: string
  readonly node: EditorNode
  readonly graphId: string
}

/** Every node inside of a subgraph instance. */
function* pathsInside(
  workflow: EditorWorkflow,
  nodes: EditorWorkflow['nodes'] = workflow.nodes,
  prefix: readonly string[] = [],
): Generator<InnerNode> {
  for (const instance of nodes.values()) {
    const definition = workflow.definitions.get(instance.type)
    if (definition === undefined || prefix.length > deepest) continue
    const path = [...prefix, instance.id]
    for (const node of definition.nodes.values()) {
      yield { path: [...path, node.id].join(':'), node, graphId: definition.id }
    }
    yield* pathsInside(workflow, definition.nodes, path)
  }
}

/** Subgraphs within subgraphs that are looked into; one that holds itself ends here. */
const deepest = 8
