import {
  GraphFormatError,
  type GraphWords,
  graphLimits,
  graphWordsSchema,
  graphWordsShape,
  nodeWords,
  type OverriddenGraph,
  overrideGraph,
  toOverrides,
  wordOf,
  wordsOf,
} from '@darkroom/comfy-graph'
import { issueMessage, recipeSchema } from '@darkroom/recipe'
import { z } from 'zod'
import type { GraphInputs } from './graph-run.ts'
import { placedIn, placedValuesSchema, withPlaced } from './placed-values.ts'
import { type PreparedGraph, prepareGraph } from './prepared-graph.ts'

const text = z.string().meta({
  description: `A graph in ComfyUI's API format, as text of at most ${graphLimits.characters} characters: a seed can have more digits than a number.`,
})

/** What a person may set, with limits. */
const limits: z.ZodType<object> = z.looseObject({
  ...recipeSchema.partial().shape,
  seed: recipeSchema.shape.seed.unwrap().optional(),
})

export const storedGraphInputs: z.ZodType<GraphInputs> = z.object({
  ...graphWordsShape,
  graph: z.string(),
  set: placedValuesSchema.optional(),
})

/**
 * A graph with words to be set in it: what may be asked. The result has them set and tells every word of the graph, as the
 * inputs of other workflows have every default; a seed of −1 is chosen later.
 */
export const graphInputsSchema: z.ZodType<GraphInputs> = z
  .strictObject({ ...graphWordsShape, graph: text, set: placedValuesSchema.optional() })
  .transform((given, context): GraphInputs => {
    const prepared = parsed(given.graph, context)
    if (prepared === undefined) return z.NEVER
    const { graph, set } = given
    const told = set === undefined ? prepared.words : prepared.wordsWith(set)
    const asked = differing(given, told)
    const changed = changedBy(asked, given, prepared)
    for (const issue of [...beyondLimits(asked, told), ...withoutPlace(asked, changed)]) {
      context.addIssue({ code: 'custom', ...issue })
    }
    const chosenLater = asked.seed === -1 ? { seed: -1 } : {}
    if (changed === undefined) return { ...told, ...chosenLater, ...(set && { set }), graph }
    const words = { ...wordsOf(changed.graph), ...chosenLater }
    return set === undefined
      ? { ...words, graph: JSON.stringify(changed.graph) }
      : { ...words, graph, set: withPlaced(set, changed.changes) }
  })

/** The graph with the words that were asked for; undefined when they change nothing of it. */
function changedBy(
  asked: GraphWords,
  { set = {} }: GraphInputs,
  prepared: PreparedGraph,
): OverriddenGraph | undefined {
  if (Object.keys(asked).length === 0) return undefined
  const changed = overrideGraph(placedIn(prepared.graph, set), toOverrides(asked))
  return changed.changes.length === 0 && changed.unapplied.length === 0 ? undefined : changed
}

interface Issue {
  readonly path: PropertyKey[]
  readonly message: string
}

/** Words beyond what may be asked. What the graph itself says is run whatever it is, but for the number of pictures. */
function beyondLimits(asked: GraphWords, told: GraphWords): readonly Issue[] {
  const checked = { ...asked, batch_size: asked.batch_size ?? told.batch_size }
  const issues = limits.safeParse(checked).error?.issues ?? []
  return issues.map((issue) => ({ path: issue.path, message: issueMessage(issue) }))
}

function withoutPlace(asked: GraphWords, changed: OverriddenGraph | undefined): readonly Issue[] {
  const { unapplied = [] } = changed ?? {}
  const reasons = unapplied.map(({ setting, reason }) => ({ word: wordOf(setting), reason }))
  for (const word of Object.keys(asked).filter((each) => nodeWords.includes(each))) {
    reasons.push({ word, reason: word === 'loras' ? 'They are nodes of it' : 'It is a node of it' })
  }
  return reasons.map(({ word, reason }) => ({
    path: word.split('.'),
    message: `cannot be set in this graph: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`,
  }))
}

function parsed(graph: string, context: z.RefinementCtx): PreparedGraph | undefined {
  try {
    return prepareGraph(graph)
  } catch (error) {
    if (!(error instanceof GraphFormatError)) throw error
    const message = `cannot be run: ${error.message}`
    context.addIssue({ code: 'custom', path: ['graph'], message })
    return undefined
  }
}

/** The words with another value than the graph has. */
function differing({ graph: _, set: __, ...given }: GraphInputs, told: GraphWords): GraphWords {
  const known = new Map(Object.entries(told))
  return graphWordsSchema.parse(
    Object.fromEntries(
      Object.entries(given).filter(
        ([word, value]) => JSON.stringify(value) !== JSON.stringify(known.get(word)),
      ),
    ),
  )
}
