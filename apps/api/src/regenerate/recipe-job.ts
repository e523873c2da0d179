import type { GalleryEntry } from '@darkroom/gallery-store'
import { askedRecipe, workflow } from '../generate/asked-recipe.ts'
import { ProblemError } from '../http/problem.ts'
import { inServersWords, type KnownNames } from './known-names.ts'
import type { PlannedJob } from './planned-job.ts'
import { type RecipeChange, recipeChanges, toRecipe } from './to-recipe.ts'

/**
 * The words of the picture as a text-to-image, with the overrides. `leftOut`: what else the picture says of itself.
 * @throws ProblemError when the picture does not tell enough, or when an override has no place in a text-to-image
 */
export function planRecipe(
  entry: GalleryEntry,
  overrides: Readonly<Record<string, unknown>>,
  { known, leftOut }: { known: KnownNames; leftOut: readonly RecipeChange[] },
): PlannedJob {
  const recipe = toRecipe(entry)
  // Other programs name models without their folder, and samplers in their own words.
  const own = entry.source === 'darkroom' ? recipe : inServersWords(recipe, known)
  const wanted = { ...own, ...overrides }
  for (const field of ['prompt', 'model'] as const) {
    if (wanted[field] !== '') continue
    throw new ProblemError(400, 'recipe_unknown', `The picture does not tell its ${field}.`, {
      hint: `Give the ${field} in the body.`,
      errors: [{ path: field, message: 'is not known' }],
    })
  }
  const placeless = Object.keys(overrides).find((word) => !(word in askedRecipe.shape))
  if (placeless !== undefined) {
    const message =
      'cannot be set: the picture carries no graph, and its words alone have no place for it'
    throw new ProblemError(400, 'invalid_input', `${placeless} ${message}.`, {
      errors: [{ path: placeless, message }],
    })
  }
  const inputs = Object.fromEntries(
    Object.entries(wanted).filter(([word]) => word in askedRecipe.shape),
  )
  return {
    request: { workflow, inputs },
    changes: (seed) => [...recipeChanges(entry, { ...inputs, seed }), ...leftOut],
  }
}
