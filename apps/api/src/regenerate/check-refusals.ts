import { type PromptGraph, wordsOf } from '@darkroom/comfy-graph'
import { type Generation, InvalidRequestError } from '@darkroom/generation'
import { type FoundRecipe, foundRecipeSchema, readFound } from '@darkroom/recipe'
import { refusalsOf } from '@darkroom/workflow-builder'
import type { AskedChanges } from './asked-changes.ts'
import { fileNamed, type KnownNames } from './known-names.ts'

/** The words that some models have no use for, or take some values of. */
const refusable = foundRecipeSchema.pick({
  negative_prompt: true,
  cfg: true,
  guidance: true,
  scheduler: true,
  clip_skip: true,
  resolution: true,
})

/**
 * Refuses what the model of a graph has no use for, as a picture that is asked for by words is refused. What the graph itself says
 * runs as it is.
 * @throws InvalidRequestError
 */
export async function checkRefusals(
  graph: PromptGraph,
  { words, inputs }: AskedChanges,
  { known, modelFamily }: { readonly known: KnownNames } & Pick<Generation, 'modelFamily'>,
): Promise<void> {
  const told = wordsOf(graph)
  const given = readFound({ ...withSize(inputs, told), ...words })
  const asked = refusable.parse(differing(given, told))
  if (Object.keys(asked).length === 0) return
  const family = await modelFamily(fileNamed(given.model ?? told.model ?? '', known.models))
  const [refusal] = family === undefined ? [] : refusalsOf(family.variant, asked)
  if (refusal === undefined) return
  const { field, message } = refusal
  const [word = field] = field.split('.')
  const isWord = Object.hasOwn(words, word)
  throw new InvalidRequestError(`${field} ${message}`, {
    field: isWord ? field : `inputs.${field.replace('resolution.', '')}`,
  })
}

/** The sides of a picture as one word; one that is not given stays as it was. */
const withSize = (
  inputs: AskedChanges['inputs'],
  { resolution }: FoundRecipe,
): Readonly<Record<string, unknown>> => ({
  ...inputs,
  resolution: { ...resolution, ...inputs },
})

const differing = (given: FoundRecipe, told: FoundRecipe): object => {
  const known = new Map(Object.entries(told))
  return Object.fromEntries(
    Object.entries(given).filter(
      ([word, value]) => JSON.stringify(value) !== JSON.stringify(known.get(word)),
    ),
  )
}
