import {
  type FrameRequest,
  type Generation,
  type GivenFile,
  pictureOfJob,
  type SequenceRequest,
} from '@darkroom/generation'
import type { Inputs } from '@darkroom/workflow-builder'
import { askedPictures, given, type PicturesOfWords } from '../generate/asked-pictures.ts'
import type { AskedPicture, GivenPictures } from '../inputs/asked-picture.ts'
import { textToImageOf } from '../workflows/built-in/text-to-image-of.ts'
import { withoutBytes } from '../workflows/without-bytes.ts'
import {
  framesBefore,
  frameWords,
  hasOwnPictures,
  isPreviousWord,
  partWords,
  putPrevious,
  type SequenceWords,
  taskOfFrame,
  type Words,
} from './frame-words.ts'

/** What a frame has of its own, once its pictures are there. */
export type TakenFrame = Pick<FrameRequest, 'requestId' | 'workflow' | 'inputs' | 'files' | 'made'>

/** A sequence with its pictures, which are held until it is written down. */
export interface TakenSequence extends Disposable {
  /** What is said when it is not accepted. Default: the same. */
  readonly told?: (error: unknown) => unknown
  readonly request: Pick<SequenceRequest, 'workflow' | 'inputs' | 'seeds'>
  readonly frames: readonly TakenFrame[]
}

interface Sequence extends SequenceWords {
  readonly prompts: readonly (SequenceWords['prompts'][number] & { readonly prompt: string })[]
}

interface Around {
  readonly given: GivenPictures
  readonly generation: Pick<Generation, 'modelFamily'>
  readonly signal: AbortSignal
}

/**
 * The frames that words ask for, once their pictures are there: those of the sequence once for all frames, and those of a frame
 * for it alone.
 * @throws ProblemError that names the field
 */
export async function takeFrames(
  sequence: Sequence,
  { given: sources, generation, signal }: Around,
): Promise<TakenSequence> {
  const { prompts, previous_frame_as: as } = sequence
  const before = framesBefore(prompts)
  const words = frameWords(sequence)
  const forms = formsOf(sequence, words, before)
  const allForms = [...new Set(forms)]
  const asked = allAsked(allForms)
  const taken = asked.length === 0 ? undefined : await sources.take(asked, signal)
  const named = namesOf(allForms, taken?.names ?? [])
  const ids = prompts.map(() => crypto.randomUUID())
  // All frames of a chain are of one size: that of the model's family, unless another is said.
  const { model } = sequence.parameters
  const family = typeof model === 'string' ? await generation.modelFamily(model) : undefined
  const firstOfChain = textToImageOf(family?.family.id)
  const files = taken?.files ?? []
  const frames = prompts.map((frame, index): TakenFrame => {
    const own = words[index] ?? {}
    const form = forms[index]
    const former = isPreviousWord(as) ? ids[before[index] ?? -1] : undefined
    const workflow = taskOfFrame(own)
    return {
      requestId: ids[index],
      ...toFrame(frame, { own, named: form && named.get(form), files, former }),
      workflow: isPreviousWord(as) && workflow === 'text-to-image' ? firstOfChain : workflow,
    }
  })
  const first = before.indexOf(undefined)
  return {
    request: {
      workflow: frames[first]?.workflow ?? '',
      inputs: given(partWords(sequence.parameters).others),
    },
    frames,
    [Symbol.dispose]: () => taken?.[Symbol.dispose](),
  }
}

/** What a frame has of its own. `former`: the job whose picture it takes. */
function toFrame(
  { prompt, parameters = {} }: Sequence['prompts'][number],
  {
    own,
    named = {},
    files: taken,
    former,
  }: {
    readonly own: Words
    readonly named: Inputs | undefined
    readonly files: readonly GivenFile[]
    readonly former: string | undefined
  },
): TakenFrame {
  const { workflow: _, ...pictures } = partWords(own).pictures
  const all = { ...pictures, ...named }
  const late = former === undefined ? undefined : pictureOfJob(former)
  const inputs = given(late === undefined ? all : putPrevious(all, late.name))
  const read = JSON.stringify(inputs)
  const files = [...taken, ...(late ? [late] : [])].filter(({ name }) => read.includes(name))
  const { workflow: __, ...asSent } = given({ ...own, prompt })
  const told = late === undefined ? asSent : putPrevious(asSent, { job: late.job, index: 0 })
  return {
    inputs: { ...given(partWords(parameters).others), ...inputs },
    // The inputs have names of files, of which nobody knows where they come from.
    ...(files.length > 0 && {
      files,
      made: { workflow: taskOfFrame(own), inputs: withoutBytes(told) },
    }),
  }
}

/** The pictures that each frame asks for; frames that have none of their own share them. */
function formsOf(
  { prompts, previous_frame_as: as }: Sequence,
  words: readonly Words[],
  before: readonly (number | undefined)[],
): readonly PicturesOfWords[] {
  const shared = new Map<boolean, PicturesOfWords>()
  return prompts.map(({ parameters }, index) => {
    const own = words[index] ?? {}
    const isFirst = as !== undefined && before[index] === undefined
    const known = hasOwnPictures(parameters) ? undefined : shared.get(isFirst)
    if (known !== undefined) return known
    const isOwn = hasOwnPictures(parameters)
    const prefix = isOwn ? `prompts.${index}.parameters.` : 'parameters.'
    const form = askedPictures(taskOfFrame(own), own, { prefix })
    if (!isOwn) shared.set(isFirst, form)
    return form
  })
}

/** What all ask for; a mask is for the picture of its own form. */
function allAsked(forms: readonly PicturesOfWords[]): readonly AskedPicture[] {
  const all: AskedPicture[] = []
  for (const { asked } of forms) {
    const from = all.length
    const placed = asked.map(({ as, ...one }) => ({
      ...one,
      as: typeof as === 'object' && 'mask' in as ? { ...as, of: as.of + from } : as,
    }))
    all.push(...placed)
  }
  return all
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
