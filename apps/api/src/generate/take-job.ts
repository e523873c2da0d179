import type { JobRequest } from '@darkroom/generation'
import type { Inputs } from '@darkroom/workflow-builder'
import type { GivenPictures } from '../inputs/asked-picture.ts'
import { withoutBytes } from '../workflows/without-bytes.ts'
import { askedPictures, given } from './asked-pictures.ts'
import { chooseTask, type TellingWords } from './choose-task.ts'
import { isOnlyLarger } from './upscale-problems.ts'

/** What words ask for, with its pictures, which are held until it is disposed of: once the job is written down. */
export type TakenJob = Pick<JobRequest, 'workflow' | 'inputs' | 'files' | 'made'> & Disposable

/**
 * The job that words ask for, once its pictures are there. `prefix` begins the paths of the fields.
 * @throws ProblemError that names the field
 */
export async function takeJob(
  pictures: GivenPictures,
  words: TellingWords & Inputs,
  { signal, prefix }: { readonly signal: AbortSignal; readonly prefix?: string },
): Promise<TakenJob> {
  const task = chooseTask(words)
  const { workflow: _, image, mask, mask_mode, references, control, ...others } = words
  const { asked, named } = askedPictures(task, words, { prefix })
  // Nothing is painted, so there is a place for nothing else.
  const own = isOnlyLarger(task, words) ? { upscale: others.upscale } : others
  const taken = asked.length === 0 ? undefined : await pictures.take(asked, signal)
  return {
    workflow: task,
    inputs: { ...given(own), ...named(taken?.names ?? []) },
    files: taken?.files,
    // The inputs have names of files, of which nobody knows where they come from.
    made: taken && { workflow: task, inputs: withoutBytes(toldOf(words)) },
    [Symbol.dispose]: () => taken?.[Symbol.dispose](),
  }
}

const toldOf = ({ workflow: _, ...words }: Inputs): Inputs => given(words)
