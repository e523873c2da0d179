import {
  findSaving,
  type GraphProblem,
  type GraphWords,
  type NewInput,
  type NodeCatalog,
  type PromptGraph,
  parseGraph,
  setInputs,
  spelledGraph,
  takesValue,
  wordsOf,
} from '@darkroom/comfy-graph'
import { WeakValues } from '@darkroom/foundation'
import { readFound } from '@darkroom/recipe'
import type { ServerFile } from '../workflow-entry.ts'
import { filesOf } from './files-of.ts'
import { type PlacedValues, placedIn, toNewInputs } from './placed-values.ts'

/** What a value at a place does to the words of a graph: `one` of them is it, or `several` change in some way. */
type Effect = 'none' | 'several' | { readonly one: string }

const prepared = new WeakValues<string, PreparedGraph>()

/**
 * The graph of a text, read once for all that hold it.
 * @throws GraphFormatError
 */
export const prepareGraph = (text: string): PreparedGraph =>
  prepared.getOr(text, () => new PreparedGraph(parseGraph(text)))

/**
 * A graph that many runs differ from in a few values. What is asked of each of them is answered from the graph, and from these
 * values alone where that is the same as looking at the whole.
 */
export class PreparedGraph {
  readonly graph: PromptGraph
  readonly #effects = new Map<string, Effect>()
  readonly #problems = new WeakMap<NodeCatalog, Map<string, readonly GraphProblem[]>>()
  readonly #files = new WeakMap<NodeCatalog, readonly ServerFile[]>()
  readonly #spellings = new WeakMap<NodeCatalog, readonly NewInput[]>()
  #words: GraphWords | undefined
  #nodeClasses: readonly string[] | undefined

  constructor(graph: PromptGraph) {
    this.graph = graph
  }

  get words(): GraphWords {
    this.#words ??= wordsOf(this.graph)
    return this.#words
  }

  /** The classes of the nodes, with those that save. No value changes them. */
  get nodeClasses(): readonly string[] {
    this.#nodeClasses ??= [
      ...new Set(Object.values(findSaving(this.graph).graph).map(({ class_type: name }) => name)),
    ]
    return this.#nodeClasses
  }

  /** The words of the graph with these values. */
  wordsWith(placed: PlacedValues): GraphWords {
    const changes = toNewInputs(placed)
    const words = new Map<string, unknown>()
    for (const change of changes) {
      const effect = this.#effectOf(change)
      if (effect === 'none') continue
      if (effect === 'several' || words.has(effect.one))
        return wordsOf(placedIn(this.graph, placed))
      words.set(effect.one, change.to)
    }
    if (words.size === 0) return this.words
    const { width, height, ...others } = Object.fromEntries(words)
    const { resolution, ...same } = this.words
    return readFound({
      ...same,
      ...others,
      ...(resolution && {
        resolution: {
          width: width ?? resolution.width,
          height: height ?? resolution.height,
        },
      }),
    })
  }

  /**
   * What the server would refuse: `judge` looks at the whole, once for all runs whose values it takes alike. `others` is what
   * they differ in besides.
   */
  problems(
    server: NodeCatalog,
    { placed, others }: { readonly placed: PlacedValues; readonly others: string },
    judge: () => readonly GraphProblem[],
  ): readonly GraphProblem[] {
    const judged = this.#problems.get(server) ?? new Map<string, readonly GraphProblem[]>()
    this.#problems.set(server, judged)
    const values = toNewInputs(placed).map(({ nodeId, input, to }) => {
      const nodeClass = this.graph[nodeId]?.class_type ?? ''
      return takesValue(server, { nodeClass, input }, to) ? [nodeId, input] : [nodeId, input, to]
    })
    const form = JSON.stringify([others, values])
    const problems = judged.get(form) ?? judge()
    judged.set(form, problems)
    return problems
  }

  /** The files that the graph with these values reads from the server's own folders. */
  filesWith(placed: PlacedValues, server: NodeCatalog): readonly ServerFile[] {
    const files = this.#files.get(server) ?? filesOf(findSaving(this.graph).graph, server)
    this.#files.set(server, files)
    const changes = toNewInputs(placed)
    const isPlaced = ({ nodeId, input }: ServerFile): boolean =>
      changes.some((change) => change.nodeId === nodeId && change.input === input)
    return [...files.filter((file) => !isPlaced(file)), ...filesOf(this.#only(changes), server)]
  }

  /** The values that the graph with these has in another spelling than the server. */
  spellingsWith(placed: PlacedValues, server: NodeCatalog): readonly NewInput[] {
    const spellings = this.#spellings.get(server) ?? differences(this.graph, server)
    this.#spellings.set(server, spellings)
    const isPlaced = ({ nodeId, input }: NewInput): boolean => placed[nodeId]?.[input] !== undefined
    return [
      ...spellings.filter((spelling) => !isPlaced(spelling)),
      ...differences(this.#only(toNewInputs(placed)), server),
    ]
  }

  /** The nodes of these values, with nothing else in them. */
  #only(changes: readonly NewInput[]): PromptGraph {
    const nodeIds = new Set(changes.map(({ nodeId }) => nodeId))
    return Object.fromEntries(
      [...nodeIds].flatMap((nodeId) => {
        const nodeClass = this.graph[nodeId]?.class_type
        if (nodeClass === undefined) return []
        const own = changes.filter((change) => change.nodeId === nodeId)
        const inputs = Object.fromEntries(own.map(({ input, to }) => [input, to]))
        return [[nodeId, { class_type: nodeClass, inputs }]]
      }),
    )
  }

  /**
   * What a value at this place does to the words, found with the first that differs from the graph's own. Values that choose
   * a branch do more than that, so for these the whole graph is looked at.
   */
  #effectOf({ nodeId, input, to }: NewInput): Effect {
    const before = this.graph[nodeId]?.inputs[input]
    if (typeof to === 'boolean' || typeof before === 'boolean') return 'several'
    const key = JSON.stringify([nodeId, input])
    const known = this.#effects.get(key)
    if (known !== undefined) return known
    if (this.graph[nodeId] === undefined || JSON.stringify(before) === JSON.stringify(to))
      return 'none'
    const words = wordsOf(setInputs(this.graph, [{ nodeId, input, to }]))
    const effect = effectOf(flat(this.words), flat(words), to)
    this.#effects.set(key, effect)
    return effect
  }
}

function effectOf(
  before: ReadonlyMap<string, unknown>,
  after: ReadonlyMap<string, unknown>,
  to: unknown,
): Effect {
  const names = new Set([...before.keys(), ...after.keys()])
  const changed = [...names].filter(
    (name) => JSON.stringify(before.get(name)) !== JSON.stringify(after.get(name)),
  )
  const [one] = changed
  if (one === undefined) return 'none'
  return changed.length === 1 && before.has(one) && after.get(one) === to ? { one } : 'several'
}

const flat = ({ resolution, ...words }: GraphWords): ReadonlyMap<string, unknown> =>
  new Map<string, unknown>([...Object.entries(words), ...Object.entries(resolution ?? {})])

/** The names of a graph that the server spells otherwise. */
function differences(graph: PromptGraph, server: NodeCatalog): readonly NewInput[] {
  const spelled = spelledGraph(graph, server)
  if (spelled === graph) return []
  return Object.entries(spelled).flatMap(([nodeId, { inputs }]) =>
    Object.entries(inputs).flatMap(([input, to]) =>
      graph[nodeId]?.inputs[input] === to ? [] : [{ nodeId, input, to }],
    ),
  )
}
