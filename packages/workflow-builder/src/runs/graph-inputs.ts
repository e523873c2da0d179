import {
  GraphFormatError,
  type GraphWords,
  graphLimits,
  graphWordsSchema,
  graphWordsShape,
  nodeWords,
  type OverriddenGraph,
  overrideGraph,
  type PromptGraph,
  parseGraph,
  toOverrides,
  wordOf,
  wordsOf,
} from '@darkroom/comfy-graph'
import { issueMessage, recipeSchema } from '@darkroom/recipe'
import { z } from 'zod'
import type { GraphInputs } from './graph-run.ts'

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
})

/**
 * A graph with words to be set in it: what may be asked. The result has them set and tells every word of the graph, as the
 * inputs of other workflows have every default; a seed of −1 is chosen later.
 */
export const graphInputsSchema: z.ZodType<GraphInputs> = z
  .strictObject({ ...graphWordsShape, graph: text })
  .transform((given, context): GraphInputs => {
    const graph = parsed(given.graph, context)
    if (graph === undefined) return z.NEVER
    const told = wordsOf(graph)
    const asked = differing(given, told)
    const changed = overrideGraph(graph, toOverrides(asked))
    for (const issue of [...beyondLimits(asked, told), ...withoutPlace(asked, changed)]) {
      context.addIssue({ code: 'custom', ...issue })
    }
    const words = { ...wordsOf(changed.graph), ...(asked.seed === -1 ? { seed: -1 } : {}) }
    const isSame = changed.graph === graph
    return { ...words, graph: isSame ? given.graph : JSON.stringify(changed.graph) }
  })

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

function withoutPlace(asked: GraphWords, { unapplied }: OverriddenGraph): readonly Issue[] {
  const reasons = unapplied.map(({ setting, reason }) => ({ word: wordOf(setting), reason }))
  for (const word of Object.keys(asked).filter((each) => nodeWords.includes(each))) {
    reasons.push({ word, reason: word === 'loras' ? 'They are nodes of it' : 'It is a node of it' })
  }
  return reasons.map(({ word, reason }) => ({
    path: word.split('.'),
    message: `cannot be set in this graph: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`,
  }))
}

function parsed(graph: string, context: z.RefinementCtx): PromptGraph | undefined {
  try {
    return parseGraph(graph)
  } catch (error) {
    if (!(error instanceof GraphFormatError)) throw error
    const message = `cannot be run: ${error.message}`
    context.addIssue({ code: 'custom', path: ['graph'], message })
    return undefined
  }
}

/** The words with another value than the graph has. */
function differing({ graph: _, ...given }: GraphInputs, told: GraphWords): GraphWords {
  const known = new Map(Object.entries(told))
  return graphWordsSchema.parse(
    Object.fromEntries(
      Object.entries(given).filter(
        ([word, value]) => JSON.stringify(value) !== JSON.stringify(known.get(word)),
      ),
    ),
  )
}
