import {
  findSaving,
  GraphFormatError,
  isSameGraph,
  type PromptGraph,
  parseGraph,
  wordsOf,
} from '@darkroom/comfy-graph'
import type { GalleryEntry } from '@darkroom/gallery-store'
import type { Generation, GivenFile, MadeBy } from '@darkroom/generation'
import { textToImage } from '@darkroom/workflow-builder'
import { madeWith } from '../gallery/made-by.ts'
import { problemFrom } from '../http/problem-table.ts'
import { type AskedChanges, checkOnce } from './asked-changes.ts'
import { checkRefusals } from './check-refusals.ts'
import { type FileSources, type GraphWithFiles, withFiles } from './files-again.ts'
import {
  bringPrompt,
  type GraphRuns,
  graphIn,
  inputChanges,
  inputsOf,
  runWith,
} from './graph-inputs.ts'
import { fileNamed, type KnownNames } from './known-names.ts'
import type { PlannedJob } from './planned-job.ts'
import { type RecipeChange, recipeChanges, toRecipe } from './to-recipe.ts'

/** The name of the workflow that runs a graph as it is. */
const workflow = 'graph'

/** @throws ProblemError for a graph that cannot be run: without it the picture would be another one */
export function readPictureGraph(text: string): PromptGraph {
  try {
    return parseGraph(text)
  } catch (error) {
    if (!(error instanceof GraphFormatError)) throw error
    throw problemFrom(error, {
      status: 400,
      code: 'graph_unreadable',
      detail: `The graph that the picture carries cannot be run: ${error.message}.`,
      hint: 'Send the words of the picture to POST /api/generate.',
    })
  }
}

/** Whether the graph is that of our own text-to-image with the words of the picture, which then tell all of it. */
export function isTextToImage(graph: PromptGraph, entry: GalleryEntry): boolean {
  const recipe = toRecipe(entry)
  if (recipe.seed < 0 || recipe.prompt === '' || recipe.model === '') return false
  // It has no place there.
  if (recipe.guidance !== undefined) return false
  return isSameGraph(graph, textToImage(recipe).toPrompt())
}

/** A picture with the graph that made it. */
export interface CarriedGraph {
  readonly entry: GalleryEntry
  readonly text: string
  readonly graph: PromptGraph
  /** What was asked for to have it, where it says so. */
  readonly made: MadeBy | undefined
}

export interface GraphSources extends GraphRuns, FileSources, Pick<Generation, 'modelFamily'> {
  readonly known: KnownNames
  readonly signal: AbortSignal
}

/** A graph with values for its inputs. */
interface GraphWithInputs {
  readonly graph: PromptGraph
  readonly files: readonly GivenFile[]
  readonly changes: (sent: PromptGraph) => readonly RecipeChange[]
  readonly bringsPrompt: boolean
  /** The seeds that were drawn among them. */
  readonly drawn?: Readonly<Record<string, number>> | undefined
}

/**
 * The graph itself as a job, with the changes at their places and its files.
 * @throws ProblemError, InvalidRequestError, WorkflowInputsError
 */
export async function planGraph(
  { entry, text, graph, made }: CarriedGraph,
  asked: AskedChanges,
  sources: GraphSources,
): Promise<PlannedJob> {
  const { words } = asked
  await checkRefusals(graph, asked, sources)
  using stack = new DisposableStack()
  const { signal } = sources
  const again = stack.use(await withFiles(graph, made, { sources, signal }))
  const changed = await withInputs(again, asked, { sources, stack })
  const { model = '' } = wordsOf(changed.graph)
  const found = fileNamed(model, sources.known.models)
  const said = { ...(found === model ? {} : { model: found }), ...words }
  const isSame = changed.graph === graph
  const given = { ...asked.inputs, ...changed.drawn, ...words }
  const kept = stack.move()
  return {
    request: {
      workflow,
      inputs: { ...said, graph: isSame ? text : JSON.stringify(changed.graph) },
      files: changed.files,
      made: madeWith(made, given) ?? { workflow, inputs: given },
    },
    literal:
      !changed.bringsPrompt && words.prompt === undefined && words.negative_prompt === undefined,
    changes: ({ seed, graph: sent }) => [
      ...recipeChanges(entry, 'seed' in said ? { ...said, seed } : said),
      ...changed.changes(sent === undefined ? changed.graph : parseGraph(sent)),
      ...findSaving(graph).changes.map(({ nodeId, from, to }) => ({
        field: `graph.${nodeId}`,
        from,
        to,
      })),
    ],
    [Symbol.dispose]: () => kept.dispose(),
  }
}

async function withInputs(
  { graph, files }: GraphWithFiles,
  asked: AskedChanges,
  { sources, stack }: { readonly sources: GraphSources; readonly stack: DisposableStack },
): Promise<GraphWithInputs> {
  const { inputs } = asked
  if (Object.keys(inputs).length === 0)
    return { graph, files, changes: () => [], bringsPrompt: false }
  const text = JSON.stringify(graph)
  const known = await inputsOf(text, sources)
  checkOnce(asked, graph, known)
  const has = new Set(files.map(({ name }) => name))
  const run = stack.use(await runWith(text, inputs, { ...sources, known, has }))
  const now = graphIn(run)
  const read = new Set(Object.values(now).flatMap((node) => Object.values(node.inputs)))
  return {
    graph: now,
    files: [...files.filter(({ name }) => read.has(name)), ...(run.request.files ?? [])],
    changes: (sent) => inputChanges(inputs, known, { before: graph, now: sent }),
    bringsPrompt: bringPrompt(inputs, known, graph),
    drawn: run.drawn,
  }
}
