import type { JobRequest } from '@darkroom/generation'
import type { Inputs, Task } from '@darkroom/workflow-builder'
import { askedPictures, given, type PicturesOfWords } from '../generate/asked-pictures.ts'
import { chooseTask } from '../generate/choose-task.ts'
import { type PictureFields, pictureWordsIn } from '../generate/picture-fields.ts'
import type { GivenPictures } from '../inputs/asked-picture.ts'

type Words = PictureFields & Inputs

/** The words of a sequence, and those in which its frames differ. */
export interface FrameWords {
  readonly parameters: Words
  readonly prompts: readonly { readonly parameters?: Words | undefined }[]
}

/** The frames with their pictures, which are held until the sequence is written down. */
export type TakenFrames = Pick<JobRequest, 'workflow' | 'inputs' | 'files'> &
  Disposable & { readonly frames: readonly (Inputs | undefined)[] }

/** The words of a frame about pictures, with those of the sequence; undefined where it has none of its own. */
const ownWords = (all: Words, own: Words | undefined): PictureFields | undefined =>
  own === undefined || pictureWordsIn(own).length === 0 ? undefined : { ...all, ...own }

/** What is done for a frame. */
export const taskOfFrame = (all: Words, own: Words | undefined): Task =>
  chooseTask({ ...all, ...own, prompt: '-' })

/**
 * The frames that words ask for, once their pictures are there: those of the sequence once for all frames, and those of a frame
 * for it alone.
 * @throws ProblemError that names the field
 */
export async function takeFrames(
  pictures: GivenPictures,
  { parameters, prompts }: FrameWords,
  signal: AbortSignal,
): Promise<TakenFrames> {
  const workflow = taskOfFrame(parameters, prompts[0]?.parameters)
  const own = prompts.map((frame) => ownWords(parameters, frame.parameters))
  // Where each frame has its own, those of the sequence may be no whole.
  const shared = own.includes(undefined)
    ? askedPictures(workflow, parameters, { prefix: 'parameters.' })
    : undefined
  const ofFrames = own.map(
    (words, index) =>
      words && askedPictures(workflow, words, { prefix: `prompts.${index}.parameters.` }),
  )
  const all = [shared, ...ofFrames].filter((one) => one !== undefined)
  const asked = all.flatMap((one) => one.asked)
  const taken = asked.length === 0 ? undefined : await pictures.take(asked, signal)
  const names = namesOf(all, taken?.names ?? [])
  return {
    workflow,
    inputs: { ...withoutPictures(parameters), ...(shared && names.get(shared)) },
    frames: ofFrames.map((one, index) => {
      const words = prompts[index]?.parameters
      return words && { ...withoutPictures(words), ...(one && names.get(one)) }
    }),
    files: taken?.files,
    [Symbol.dispose]: () => taken?.[Symbol.dispose](),
  }
}

/** The words of each with the names of its pictures. */
function namesOf(
  all: readonly PicturesOfWords[],
  names: readonly string[],
): ReadonlyMap<PicturesOfWords, Inputs> {
  let from = 0
  return new Map(
    all.map((one) => {
      const own = names.slice(from, from + one.asked.length)
      from += own.length
      return [one, one.named(own)]
    }),
  )
}

const withoutPictures = ({
  workflow: _,
  image: __,
  mask: ___,
  mask_mode: ____,
  references: _____,
  control: ______,
  ...others
}: Words): Inputs => given(others)
