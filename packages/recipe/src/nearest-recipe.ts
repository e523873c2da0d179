import { z } from 'zod'
import {
  type FoundRecipe,
  foundRecipeSchema,
  type Recipe,
  recipeSchema,
  recipeWords,
} from './recipe.ts'

/** Values for unknown words; a prompt and a model must be given. */
const usual: Recipe = { ...recipeSchema.parse({ prompt: '-', model: '-' }), prompt: '', model: '' }

/**
 * Turns a found recipe into one that can be asked for. A number beyond its limits moves to the nearest valid one; text
 * that is too long stays as it is and is refused later, in words; any other invalid value becomes the default. Prompt
 * and model have no default: they stay as they are, or `''`.
 */
export function nearestRecipe(found: FoundRecipe): Recipe {
  const words = recipeWords.map((word) => [word, nearest(recipeSchema.shape[word], found[word])])
  const known = words.filter(([, value]) => value !== undefined)
  return { ...usual, ...foundRecipeSchema.parse(Object.fromEntries(known)) }
}

/** The nearest valid value; undefined stands for the default. */
function nearest(schema: z.core.$ZodType, value: unknown): unknown {
  if (value === undefined) return undefined
  const taken = z.safeParse(schema, value)
  if (taken.success) return taken.data
  const inner = unwrapped(schema)
  if (inner instanceof z.ZodNumber && typeof value === 'number') return nearestNumber(inner, value)
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((each) => nearest(inner.element, each))
  }
  if (inner instanceof z.ZodObject && typeof value === 'object') {
    const members = Object.entries({ ...value }).filter(([name]) => name in inner.shape)
    return Object.fromEntries(
      members.map(([name, each]) => [name, nearest(inner.shape[name], each)]),
    )
  }
  // Text is kept: without it, the picture would be another one.
  const isText = typeof value === 'string' && value !== ''
  return schema instanceof z.ZodDefault && !isText ? undefined : value
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) {
    return unwrapped(schema.unwrap())
  }
  return schema instanceof z.ZodPipe ? unwrapped(schema.in) : schema
}

function nearestNumber(schema: z.ZodNumber, value: number): number {
  const { minimum = -Infinity, maximum = Infinity, multipleOf, type } = z.toJSONSchema(schema)
  const step = multipleOf ?? (type === 'integer' ? 1 : undefined)
  const stepped = step === undefined ? value : Math.round(value / step) * step
  return Math.min(maximum, Math.max(minimum, stepped))
}
