import type { ImageDescription } from '@darkroom/gallery-store'
import { workflow } from '../generate/asked-recipe.ts'
import type { RecipeChange } from './to-recipe.ts'

/** Facts about a file or its maker, which do not decide what the picture looks like. */
const aboutTheFile =
  /hash|version|date|time|user|author|software|generator|generation|duration|server|_id$|sha256|created|caption|schema|uuid|url|^workflow$|^made$|^files$/i

/** The longest value that is told whole. */
const longest = 1_000

/**
 * What the picture says of itself beyond a text-to-image: a source picture and its denoise, a second pass, an upscale, a
 * ControlNet. Nothing of it is in the picture that is made from its words alone.
 */
export function leftOut({ recipe, extra = {} }: ImageDescription): readonly RecipeChange[] {
  const { denoise = 1 } = recipe
  const said = Object.entries(extra).filter(
    ([name, value]) =>
      !aboutTheFile.test(name) && value !== null && value !== '' && value !== false,
  )
  const { workflow: made = workflow } = extra
  return [
    ...(denoise === 1 ? [] : [{ field: 'denoise', from: denoise, to: 1 }]),
    ...said.map(([field, value]) => ({ field, from: short(value), to: null })),
    ...(made === workflow ? [] : [{ field: 'workflow', from: short(made), to: workflow }]),
  ]
}

function short(value: unknown): unknown {
  const text = JSON.stringify(value)
  return text.length <= longest ? value : `${text.slice(0, longest)}…`
}
