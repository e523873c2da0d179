import { randomInt } from 'node:crypto'
import type { PromptGraph } from '@darkroom/comfy-graph'
import {
  applyInputs,
  type FoundInputs,
  type InputProblem,
  type Problem,
  type WorkflowInput,
} from '@darkroom/workflow-converter'
import { distinctGraphs, type GraphOfServers, type WorkflowReading } from './understand.ts'
import { mostNodes } from './workflow-document.ts'

/** Values that a workflow does not take, each with its reason. */
export class WorkflowInputsError extends Error {
  override readonly name = 'WorkflowInputsError'
  readonly problems: readonly InputProblem[]
  /** The field of the body that has them. */
  readonly field: string

  constructor(problems: readonly InputProblem[], field = 'inputs', options?: ErrorOptions) {
    super(problems[0]?.message ?? 'The inputs do not fit the workflow', options)
    this.problems = problems
    this.field = field
  }
}

/** A workflow of the editor that no prompt can be made of, with every reason. */
export class NotConvertibleError extends Error {
  override readonly name = 'NotConvertibleError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems[0]?.message ?? 'The workflow cannot be converted')
    this.problems = problems
  }
}

/** The largest seed that is drawn: `randomInt` tells no more apart. */
const largestSeed = 2 ** 48 - 2

/** A seed within the bounds of its input: some nodes take 32 bits. */
function drawSeed({ minimum = 0, maximum = largestSeed }: WorkflowInput): number {
  const from = Math.max(0, Math.ceil(minimum))
  return from + randomInt(Math.max(1, Math.min(maximum - from + 1, largestSeed)))
}

type Values = Readonly<Record<string, unknown>>

/** A graph of a run, with the seeds that were drawn for it, by the names of their inputs. */
export interface RunGraph extends GraphOfServers {
  readonly drawn: Readonly<Record<string, number>>
}

/**
 * The graphs of one run, by the servers that they are for: the workflow with values for its inputs, as each server's classes have
 * it converted. A seed of −1 is drawn, and so is one that is left out where the editor would draw another for each run; what is
 * drawn is the same for all. A server for which it cannot be made has none; there is one graph at least.
 * @throws WorkflowInputsError, NotConvertibleError what stands against it where least does
 */
export function toRunGraphs(
  readings: readonly WorkflowReading[],
  values: Values,
): readonly RunGraph[] {
  const luck = drawOnce()
  const made = new Map<WorkflowReading, { graph: PromptGraph; drawn: Record<string, number> }>()
  const failures: (WorkflowInputsError | NotConvertibleError)[] = []
  for (const reading of readings) {
    const drawn: Record<string, number> = {}
    const seedOf = (input: WorkflowInput): number => {
      const seed = luck.seedOf(input)
      drawn[input.key] = seed
      return seed
    }
    const result = toGraph(reading, values, { ...luck, seedOf })
    if (result instanceof Error) failures.push(result)
    else made.set(reading, { graph: result, drawn })
  }
  if (made.size > 0) {
    const graphs = [...made].map(([reading, { graph }]) => ({ reading, graph }))
    return distinctGraphs(graphs).map((one) => ({ drawn: {}, ...made.get(one.reading), ...one }))
  }
  const [least] = failures.toSorted((a, b) => a.problems.length - b.problems.length)
  throw least ?? new RangeError('Expected a server')
}

/** The graph by one reading, or why there is none. */
export function toGraph(
  { converter, source, found, problems }: WorkflowReading,
  values: Values,
  { seedOf, now, numbers }: Luck,
): PromptGraph | WorkflowInputsError | NotConvertibleError {
  if (problems.length > 0) return new NotConvertibleError(problems)
  const applied = applyInputs(source, found, withDrawnSeeds(found, values), { chooseSeed: seedOf })
  if (applied.kind === 'refused') return new WorkflowInputsError(applied.problems)
  if (applied.kind === 'graph') return applied.graph
  const converted = converter.convert(applied.workflow, { random: numbers(), now, mostNodes })
  return converted.problems.length > 0
    ? new NotConvertibleError(converted.problems)
    : converted.prompt
}

/** What a run leaves to chance and to the clock. */
export interface Luck {
  readonly seedOf: (input: WorkflowInput) => number
  readonly now: Date
  /** The same numbers, from the first on. */
  readonly numbers: () => () => number
}

export function drawOnce(): Luck {
  const seeds = new Map<string, number>()
  const drawn: number[] = []
  return {
    seedOf(input) {
      const seed = seeds.get(input.key) ?? drawSeed(input)
      seeds.set(input.key, seed)
      return seed
    },
    now: new Date(),
    numbers() {
      let next = 0
      return () => {
        const number = drawn[next] ?? Math.random()
        drawn[next] = number
        next += 1
        return number
      }
    },
  }
}

function withDrawnSeeds({ inputs, hidden }: FoundInputs, values: Values): Values {
  const all = [...inputs, ...hidden]
  const given = all.filter(({ key }) => Object.hasOwn(values, key))
  // A seed may stand under two keys; set by both, it would be refused.
  const set = new Set([...Object.keys(values), ...given.flatMap(placesOf)])
  const drawn: [string, number][] = []
  for (const input of all) {
    const places = placesOf(input)
    if (input.type !== 'seed' || input.control !== 'randomize') continue
    if (places.some((place) => set.has(place))) continue
    for (const place of places) set.add(place)
    drawn.push([input.key, -1])
  }
  return { ...Object.fromEntries(drawn), ...values }
}

export const placesOf = ({ targets }: WorkflowInput): readonly string[] =>
  targets.map(({ path, name }) => `${path}.${name}`)
