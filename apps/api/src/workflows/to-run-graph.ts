import { randomInt } from 'node:crypto'
import type { PromptGraph } from '@darkroom/comfy-graph'
import {
  applyInputs,
  type FoundInputs,
  type InputProblem,
  type Problem,
  type WorkflowInput,
} from '@darkroom/workflow-converter'
import type { UnderstoodWorkflow } from './understand.ts'
import { mostNodes } from './workflow-document.ts'

/** Values that a workflow does not take, each with its reason. */
export class WorkflowInputsError extends Error {
  override readonly name = 'WorkflowInputsError'
  readonly problems: readonly InputProblem[]

  constructor(problems: readonly InputProblem[]) {
    super(problems[0]?.message ?? 'The inputs do not fit the workflow')
    this.problems = problems
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

/**
 * The graph with the values that the workflow was saved with.
 * @throws NotConvertibleError
 */
export function toSavedGraph({ graph, problems }: UnderstoodWorkflow): PromptGraph {
  if (problems.length > 0) throw new NotConvertibleError(problems)
  return graph
}

/** The largest seed that is drawn: `randomInt` tells no more apart. */
const largestSeed = 2 ** 48 - 2

/** A seed within the bounds of its input: some nodes take 32 bits. */
function drawSeed({ minimum = 0, maximum = largestSeed }: WorkflowInput): number {
  const from = Math.max(0, Math.ceil(minimum))
  return from + randomInt(Math.max(1, Math.min(maximum - from + 1, largestSeed)))
}

/**
 * The graph of one run: the workflow with values for its inputs. A seed of −1 is drawn, and so is one that is left out where the
 * editor would draw another for each run.
 * @throws WorkflowInputsError, NotConvertibleError
 */
export function toRunGraph(
  { converter, source, problems }: UnderstoodWorkflow,
  found: FoundInputs,
  values: Readonly<Record<string, unknown>>,
): PromptGraph {
  if (problems.length > 0) throw new NotConvertibleError(problems)
  const applied = applyInputs(source, found, withDrawnSeeds(found, values), {
    chooseSeed: drawSeed,
  })
  if (applied.kind === 'refused') throw new WorkflowInputsError(applied.problems)
  if (applied.kind === 'graph') return applied.graph
  const converted = converter.convert(applied.workflow, {
    random: Math.random,
    now: new Date(),
    mostNodes,
  })
  if (converted.problems.length > 0) throw new NotConvertibleError(converted.problems)
  return converted.prompt
}

function withDrawnSeeds(
  { inputs, hidden }: FoundInputs,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
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

const placesOf = ({ targets }: WorkflowInput): readonly string[] =>
  targets.map(({ path, name }) => `${path}.${name}`)
