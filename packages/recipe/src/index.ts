export {
  fromFileForm,
  headlineSchema,
  type Parameters,
  parametersSchema,
  type RecipeFile,
  readFound,
  toFileForm,
} from './file-form.ts'
export { issueMessage } from './issue-message.ts'
export { canonicalSampler, canonicalScheduler, type SamplerName } from './method-names.ts'
export { nearestRecipe } from './nearest-recipe.ts'
export {
  type PictureReference,
  pictureReferenceSchema,
  pictureUrlSchema,
} from './picture-reference.ts'
export {
  askedPictureWords,
  type Control,
  type ControlType,
  controlTypes,
  type MaskMode,
  maskModes,
  type Outpaint,
  pictureWords,
  storedPictureWords,
  type Upscale,
} from './picture-words.ts'
export {
  type FoundRecipe,
  foundRecipeSchema,
  type Lora,
  loraSchema,
  type Recipe,
  type RecipeChange,
  type RecipeInput,
  recipeChangeSchema,
  recipeSchema,
  recipeWords,
  textSchema,
} from './recipe.ts'
