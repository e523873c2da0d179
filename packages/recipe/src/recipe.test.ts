import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromFileForm, readFound, recipeSchema, recipeWords, toFileForm } from './index.ts'
import { fullRecipe } from './testing/full-recipe.ts'

test('what is left out gets its default, and a LoRA is as strong on the text encoder as on the model', () => {
  const recipe = recipeSchema.parse({
    prompt: ' a fox ',
    model: 'm',
    loras: [{ name: 'ink', strength_model: 0.5 }],
  })
  expect(recipe).toEqual({
    prompt: 'a fox',
    negative_prompt: '',
    model: 'm',
    seed: -1,
    steps: 20,
    cfg: 7,
    sampler: 'euler',
    scheduler: 'normal',
    resolution: { width: 1024, height: 1024 },
    loras: [{ name: 'ink', strength_model: 0.5, strength_clip: 0.5 }],
  })
})

test('a word that is not known is refused, and so is a value beyond its limits', () => {
  const asked = { prompt: 'a fox', model: 'm' }
  expect(recipeSchema.safeParse({ ...asked, colour: 'red' }).success).toBe(false)
  expect(recipeSchema.safeParse({ ...asked, steps: 151 }).success).toBe(false)
  expect(recipeSchema.safeParse({ ...asked, prompt: '  ' }).success).toBe(false)
})

test('the full recipe of the tests has every word, and is a recipe', () => {
  expect(Object.keys(fullRecipe).toSorted()).toEqual([...recipeWords].toSorted())
  expect(recipeSchema.parse(fullRecipe)).toEqual(fullRecipe)
})

test('a recipe with every word comes back from a file as it was', () => {
  expect(fromFileForm(JSON.parse(JSON.stringify(toFileForm(fullRecipe))))).toEqual(fullRecipe)
})

test('any part of a recipe comes back from a file as it was', () => {
  fc.assert(
    fc.property(fc.subarray([...recipeWords]), (words) => {
      const part = readFound(
        Object.fromEntries(
          Object.entries(fullRecipe).filter(([word]) => words.some((w) => w === word)),
        ),
      )
      expect(fromFileForm(JSON.parse(JSON.stringify(toFileForm(part))))).toEqual(part)
    }),
  )
})

test('a word of the wrong type is unknown, and takes no other with it', () => {
  const file = {
    prompt: 'a fox',
    seed: '12',
    negative_prompt: null,
    parameters: { steps: 5, cfg: {} },
  }
  expect(fromFileForm(file)).toEqual({ prompt: 'a fox', steps: 5 })
  expect(fromFileForm({ parameters: 'none' })).toEqual({})
})
