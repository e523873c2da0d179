import {
  findSaving,
  GraphFormatError,
  isSameGraph,
  type PromptGraph,
  parseGraph,
  wordsOf,
} from '@darkroom/comfy-graph'
import type { GalleryEntry } from '@darkroom/gallery-store'
import { textToImage } from '@darkroom/workflow-builder'
import { problemFrom } from '../http/problem-table.ts'
import { fileNamed, type KnownNames } from './known-names.ts'
import type { PlannedJob } from './planned-job.ts'
import { recipeChanges, toRecipe } from './to-recipe.ts'

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

/** The graph itself as a job, with the overrides at their places. */
export function planGraph(
  { entry, text, graph }: { entry: GalleryEntry; text: string; graph: PromptGraph },
  overrides: Readonly<Record<string, unknown>>,
  known: KnownNames,
): PlannedJob {
  const { model = '' } = wordsOf(graph)
  const found = fileNamed(model, known.models)
  const words = { ...(found === model ? {} : { model: found }), ...overrides }
  return {
    request: { workflow, inputs: { ...words, graph: text } },
    changes: ({ seed }) => [
      ...recipeChanges(entry, 'seed' in words ? { ...words, seed } : words),
      ...findSaving(graph).changes.map(({ nodeId, from, to }) => ({
        field: `graph.${nodeId}`,
        from,
        to,
      })),
    ],
  }
}
