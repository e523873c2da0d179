import { fromFileForm, recipeSchema, toFileForm } from '@darkroom/recipe'

// the recipe that somebody asks for: checked, with every default
const recipe = recipeSchema.parse({
  prompt: 'a lighthouse at dusk',
  model: 'dreamscape_xl.safetensors',
})

// the text in the file beside the picture
const text = JSON.stringify(toFileForm(recipe))
console.log(text)

// the recipe found there again, whoever wrote the file
console.log(fromFileForm(JSON.parse(text)))
