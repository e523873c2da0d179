import { expect, test } from 'vitest'
import { nearestRecipe, recipeSchema } from './index.ts'
import { fullRecipe } from './testing/full-recipe.ts'

test('a recipe that can be asked for is its own nearest', () => {
  expect(nearestRecipe(fullRecipe)).toEqual(fullRecipe)
})

test('what is unknown gets its default; prompt and model have none', () => {
  const { prompt, model, ...defaults } = recipeSchema.parse({ prompt: 'p', model: 'm' })
  expect(nearestRecipe({})).toStrictEqual({ prompt: '', model: '', ...defaults })
  expect(Object.keys(nearestRecipe({}))).not.toContain('guidance')
})

test('numbers beyond their limits are moved to the nearest that is taken', () => {
  const found = {
    steps: 0.4,
    cfg: 31,
    guidance: -1,
    denoise: 1.2,
    seed: -7,
    resolution: { width: 1021, height: 5000 },
    loras: [{ name: 'ink', strength_model: 12, strength_clip: 0.3 }],
  }
  expect(nearestRecipe(found)).toMatchObject({
    steps: 1,
    cfg: 30,
    guidance: 0,
    denoise: 1,
    seed: -1,
    resolution: { width: 1024, height: 2048 },
    loras: [{ name: 'ink', strength_model: 10, strength_clip: 0.3 }],
  })
  expect(nearestRecipe({ steps: 20.6, cfg: 6.5 })).toMatchObject({ steps: 21, cfg: 6.5 })
})

test('an empty name gives way to the default, a text that is too long stays to be refused', () => {
  const long = 'x'.repeat(4001)
  expect(nearestRecipe({ sampler: '', scheduler: '' })).toMatchObject({
    sampler: 'euler',
    scheduler: 'normal',
  })
  expect(nearestRecipe({ negative_prompt: long })).toMatchObject({ negative_prompt: long })
  const { success } = recipeSchema.safeParse(nearestRecipe({ prompt: long, model: 'm' }))
  expect(success).toBe(false)
  expect(nearestRecipe({ prompt: '  ', model: ' m ' })).toMatchObject({ prompt: '  ', model: 'm' })
})
