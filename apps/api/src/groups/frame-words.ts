import type { Inputs, Task } from '@darkroom/workflow-builder'
import { chooseTask } from '../generate/choose-task.ts'
import { type PictureFields, pictureFields, pictureWordsIn } from '../generate/picture-fields.ts'

export type Words = PictureFields & Inputs

/** The words that can have the picture of the frame before. */
export const previousWords = ['image', 'references'] as const
export type PreviousWord = (typeof previousWords)[number]

/** The words of a sequence, and those in which its frames differ. */
export interface SequenceWords {
  readonly parameters: Words
  readonly prompts: readonly {
    readonly frame_number: number
    readonly parameters?: Words | undefined
  }[]
  readonly previous_frame_as?: string | undefined
}

export const isPreviousWord = (word: unknown): word is PreviousWord =>
  previousWords.some((one) => one === word)

/** Stands for the name of the picture of the frame before. */
const previousName = 'previous.png'

/** Words that say nothing without the picture of that word. */
const needing: Readonly<Record<PreviousWord, readonly string[]>> = {
  image: ['workflow', 'image', 'denoise', 'mask', 'mask_mode', 'grow_mask', 'outpaint'],
  references: ['workflow', 'references'],
}

/** Of each frame the place of the one before, by their numbers; undefined for the first. */
export function framesBefore(
  prompts: readonly { readonly frame_number: number }[],
): readonly (number | undefined)[] {
  const places = [...prompts.keys()].toSorted(
    (a, b) => (prompts[a]?.frame_number ?? 0) - (prompts[b]?.frame_number ?? 0),
  )
  const before = new Map(places.map((place, index) => [place, places[index - 1]]))
  return prompts.map((_, place) => before.get(place))
}

/**
 * The words of each frame: those of the sequence and its own, and in one of them the picture of the frame before. The first is
 * made as if nothing was said of that picture, unless one is given.
 */
export function frameWords({
  parameters,
  prompts,
  previous_frame_as: as,
}: SequenceWords): readonly Words[] {
  const before = framesBefore(prompts)
  return prompts.map(({ parameters: own }, place) => {
    const words = { ...parameters, ...own }
    if (!isPreviousWord(as)) return words
    if (before[place] !== undefined) return withPrevious(words, as, previousName)
    return words[as] === undefined ? without(words, needing[as]) : words
  })
}

/** The words with the picture of the frame before: in place of a picture, or before other references. */
const withPrevious = (words: Words, as: PreviousWord, name: string): Words =>
  as === 'image'
    ? { ...words, image: name }
    : { ...words, references: [name, ...(words.references ?? [])] }

/** The words with this in place of the picture of the frame before. */
export function putPrevious(words: Inputs, picture: unknown): Inputs {
  const put = (value: unknown): unknown => (value === previousName ? picture : value)
  return Object.fromEntries(
    Object.entries(words).map(([word, value]) => [
      word,
      Array.isArray(value) ? value.map(put) : put(value),
    ]),
  )
}

/** What is done for a frame of these words. */
export const taskOfFrame = (words: Words): Task => chooseTask({ ...words, prompt: '-' })

/** Whether a frame says something of pictures itself. */
export const hasOwnPictures = (own: Words | undefined): boolean =>
  own !== undefined && pictureWordsIn(own).length > 0

const pictureWords = Object.keys(pictureFields.shape)

/** The words about pictures, and the others. */
export const partWords = (
  words: Inputs,
): { readonly pictures: Inputs; readonly others: Inputs } => ({
  pictures: Object.fromEntries(
    Object.entries(words).filter(([word]) => pictureWords.includes(word)),
  ),
  others: without(words, pictureWords),
})

const without = (words: Inputs, names: readonly string[]): Inputs =>
  Object.fromEntries(Object.entries(words).filter(([word]) => !names.includes(word)))
