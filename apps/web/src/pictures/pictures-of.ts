import { hasPictures, type InputPictures, noPictures, taskOf, tasks } from './input-pictures.ts'
import { readPictures } from './read-pictures.ts'

/** What a picture of the gallery tells of how it was made; null where it does not. */
type MadeWith = {
  readonly name: string
  readonly inputs: Readonly<Record<string, unknown>>
} | null

/** The pictures that went into a picture, as the form has them; none of one that another workflow made, whose inputs are its own. */
export function picturesOf(made: MadeWith): InputPictures {
  // Built-in workflows are called by task and family, such as `image-to-image-flux1`.
  const task = tasks.find((each) => made?.name === each || made?.name.startsWith(`${each}-`))
  if (made === null || task === undefined || task === 'text-to-image') return noPictures
  const { workflow: _, ...words } = readPictures(made.inputs)
  if (!hasPictures(words)) return noPictures
  return taskOf(words) === task ? words : { ...words, workflow: task }
}
