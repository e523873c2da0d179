import { findRoles, type Json, type PromptGraph, parseGraph } from '@darkroom/comfy-graph'
import { exactDigits } from '@darkroom/foundation'
import type { WorkflowInput } from '@darkroom/workflow-converter'
import type { PlannedRun, RunPlanner } from '../workflows/plan-run.ts'
import type { RunValues } from '../workflows/take-pictures.ts'
import type { WorkflowLibrary } from '../workflows/workflow-library.ts'
import { placesOfInput } from './asked-changes.ts'
import type { RecipeChange } from './to-recipe.ts'

export interface GraphRuns {
  readonly runs: Pick<RunPlanner, 'openTexts'>
  readonly workflows: Pick<WorkflowLibrary, 'openTexts'>
}

/** The inputs that a graph has, shown or not. */
export async function inputsOf(
  text: string,
  { workflows }: Pick<GraphRuns, 'workflows'>,
): Promise<readonly WorkflowInput[]> {
  const { edited } = await workflows.openTexts({ prompt: text })
  return [...edited.inputs, ...edited.hidden]
}

/** A graph with values for some of its inputs, as a run of a workflow has them. `has`: names of files that the job brings. */
export async function runWith(
  text: string,
  values: RunValues,
  {
    known,
    has,
    runs,
    signal,
  }: Pick<GraphRuns, 'runs'> & {
    readonly known: readonly WorkflowInput[]
    readonly has: ReadonlySet<string>
    readonly signal: AbortSignal
  },
): Promise<PlannedRun> {
  const set = new Set(Object.keys(values).flatMap((key) => placesOfInput(key, known)))
  // What the job brings is not missed on the server: it is set to the name that it has.
  const brought = known.flatMap(({ key, required, default: saved }) =>
    required &&
    typeof saved === 'string' &&
    has.has(saved) &&
    !placesOfInput(key, known).some((place) => set.has(place))
      ? [[key, saved]]
      : [],
  )
  const runnable = await runs.openTexts({ prompt: text })
  return await runnable.plan({ ...Object.fromEntries(brought), ...values }, signal)
}

/** What the values changed, by the names that they were given under. */
export function inputChanges(
  values: RunValues,
  known: readonly WorkflowInput[],
  { before, now }: { readonly before: PromptGraph; readonly now: PromptGraph },
): readonly RecipeChange[] {
  return Object.entries(values).flatMap(([field, given]) => {
    const places = placesOfInput(field, known)
    const from = valueAt(before, places)
    const to = valueAt(now, places)
    if (JSON.stringify(from) === JSON.stringify(to)) return []
    return [{ field, from, to: typeof given === 'object' ? given : to }]
  })
}

/** Whether the values bring a prompt, whose wildcards are drawn. */
export function bringPrompt(
  values: RunValues,
  known: readonly WorkflowInput[],
  graph: PromptGraph,
): boolean {
  const { prompt, negative_prompt: negative } = findRoles(graph)
  const prompts = new Set(
    [...prompt.sites, ...negative.sites].map(({ nodeId, input }) => `${nodeId}.${input}`),
  )
  return Object.keys(values).some((key) =>
    placesOfInput(key, known).some((place) => prompts.has(place)),
  )
}

function valueAt(graph: PromptGraph, places: readonly string[]): Json {
  for (const [nodeId, { inputs }] of Object.entries(graph)) {
    for (const [input, value] of Object.entries(inputs)) {
      if (places.includes(`${nodeId}.${input}`)) return exactDigits(value) ?? value
    }
  }
  return null
}

export const graphIn = ({ request }: PlannedRun): PromptGraph =>
  parseGraph(String(request.inputs.graph))
