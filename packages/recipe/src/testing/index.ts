export { fullRecipe } from './full-recipe.ts'
