import type { GalleryEntry } from '@darkroom/gallery-store'
import { type Generation, wordsLostTo, wordsRefusedBy } from '@darkroom/generation'
import { recipeWords } from '@darkroom/recipe'
import { askedRecipe, workflow } from '../generate/asked-recipe.ts'
import { ProblemError } from '../http/problem.ts'
import { inServersWords, type KnownNames } from './known-names.ts'
import type { PlannedJob } from './planned-job.ts'
import { type RecipeChange, recipeChanges, toldRecipe } from './to-recipe.ts'

type Words = Readonly<Record<string, unknown>>

interface RecipeFacts extends Pick<Generation, 'modelFamily'> {
  readonly known: KnownNames
  /** What else the picture says of itself. */
  readonly leftOut: readonly RecipeChange[]
}

/**
 * The words of the picture as a text-to-image, with the overrides. What the model's family has no use for is left out.
 * @throws ProblemError when the picture does not tell enough, or when an override has no place in a text-to-image
 */
export async function planRecipe(
  entry: GalleryEntry,
  overrides: Words,
  { known, leftOut, modelFamily }: RecipeFacts,
): Promise<PlannedJob> {
  checkPlaces(overrides)
  const told = toldRecipe(entry)
  // Other programs name models without their folder, and samplers in their own words.
  const own = entry.source === 'darkroom' ? told : inServersWords(told, known)
  const model = checkTold({ ...own, ...overrides })
  const useless = await uselessFor(model, { own, overrides, modelFamily })
  const inputs = { ...omit(own, useless), ...overrides }
  return {
    request: { workflow, inputs },
    literal: overrides.prompt === undefined && overrides.negative_prompt === undefined,
    [Symbol.dispose]() {},
    changes: ({ seed, recipe }) => {
      const made = inOrder({ ...recipe, ...inputs, seed })
      const gone = Object.entries(told).filter(([word]) => !(word in made))
      return [
        ...recipeChanges(entry, made),
        ...gone.map(([field, from]) => ({ field, from, to: null })),
        ...leftOut,
      ]
    },
  }
}

/** Words of the picture that mean nothing to the model that it is to be made with. */
async function uselessFor(
  model: string,
  {
    own,
    overrides,
    modelFamily,
  }: { own: Words; overrides: Words } & Pick<Generation, 'modelFamily'>,
): Promise<ReadonlySet<string>> {
  const family = await modelFamily(model)
  return overrides.model === undefined || typeof own.model !== 'string'
    ? new Set(wordsRefusedBy(family))
    : wordsLostTo(family, await modelFamily(own.model))
}

function checkPlaces(overrides: Words): void {
  const placeless = Object.keys(overrides).find((word) => !(word in askedRecipe.shape))
  if (placeless === undefined) return
  const message =
    'cannot be set: the picture carries no graph, and its words alone have no place for it'
  throw new ProblemError(400, 'invalid_input', `${placeless} ${message}.`, {
    errors: [{ path: placeless, message }],
  })
}

/** The model. @throws ProblemError where prompt or model are not known */
function checkTold(wanted: Words): string {
  for (const field of ['prompt', 'model'] as const) {
    if (wanted[field] !== '' && wanted[field] !== undefined) continue
    throw new ProblemError(400, 'recipe_unknown', `The picture does not tell its ${field}.`, {
      hint: `Give the ${field} in the body.`,
      errors: [{ path: field, message: 'is not known' }],
    })
  }
  return String(wanted.model)
}

const omit = (words: Words, useless: ReadonlySet<string>): Words =>
  Object.fromEntries(Object.entries(words).filter(([word]) => !useless.has(word)))

/** The words that can be asked for, in the order in which they are written. */
const inOrder = (words: Words): Words =>
  Object.fromEntries(
    recipeWords.flatMap((word) =>
      word in askedRecipe.shape && words[word] !== undefined ? [[word, words[word]]] : [],
    ),
  )
