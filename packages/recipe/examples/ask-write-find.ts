import { fromFileForm, recipeSchema, toFileForm } from '@darkroom/recipe'

// what somebody asks for: checked, with every default
const recipe = recipeSchema.parse({
  prompt: 'a lighthouse at dusk',
  model: 'dreamscape_xl.safetensors',
})

// what stands in the file beside the picture
const text = JSON.stringify(toFileForm(recipe))
console.log(text)

// what is found there again, whoever wrote it
console.log(fromFileForm(JSON.parse(text)))
