import type { GivenFile } from '@darkroom/generation'
import {
  issueMessage,
  maskModes,
  type PictureReference,
  pictureReferenceSchema,
} from '@darkroom/recipe'
import type { Inputs, Task } from '@darkroom/workflow-builder'
import { z } from 'zod'
import { askedPictures } from '../../generate/asked-pictures.ts'
import type { GivenPictures } from '../../inputs/asked-picture.ts'
import { isReference } from '../../inputs/is-reference.ts'
import { checkCount } from '../check-count.ts'
import { WorkflowInputsError } from '../to-run-graph.ts'

/** Words with names of files on the server in place of pictures, and these files, until they are disposed of. */
export interface TakenWords extends Disposable {
  readonly words: Inputs
  readonly files: readonly GivenFile[]
}

/** A picture by reference, or by the name of a file on the server. */
const picture = z.unknown().transform((value, context): PictureReference => {
  if (typeof value === 'string' && !isReference(value)) return value
  const { data, error } = pictureReferenceSchema.safeParse(value)
  if (data !== undefined) return data
  context.addIssue({ code: 'custom', message: error.issues[0]?.message ?? 'is no picture' })
  return z.NEVER
})

/** The words that name pictures, as far as that has to be known to take them. */
const pictureWords = z.object({
  image: picture.optional(),
  mask: picture.optional(),
  mask_mode: z.enum(maskModes).optional(),
  references: z.array(picture).optional(),
  control: z.array(z.looseObject({ image: picture.optional() })).optional(),
})

/** How much larger a picture becomes has a limit by its size; whatever else is wrong with it, the workflow says. */
const tellingWords = pictureWords.extend({
  upscale: z
    .object({ factor: z.number().default(2) })
    .optional()
    .catch(undefined),
})

/**
 * Takes the pictures that words of a built-in workflow refer to; names of files on the server stay.
 * @throws WorkflowInputsError, ProblemError that names the input
 */
export async function takeWords(
  task: Task,
  words: Inputs,
  { given, signal }: { readonly given: GivenPictures; readonly signal: AbortSignal },
): Promise<TakenWords> {
  const parsed = tellingWords.safeParse(words)
  if (!parsed.success) throw notPictures(parsed.error)
  const { asked, named } = askedPictures(task, parsed.data, { prefix: 'inputs.' })
  checkCount(asked)
  const taken = await given.take(asked, signal)
  const others = Object.entries(words).filter(([word]) => !(word in pictureWords.shape))
  return {
    words: { ...Object.fromEntries(others), ...named(taken.names) },
    files: taken.files,
    [Symbol.dispose]: () => taken[Symbol.dispose](),
  }
}

const notPictures = ({ issues }: z.ZodError): WorkflowInputsError =>
  new WorkflowInputsError(
    issues.map((issue) => {
      const key = issue.path.join('.')
      const message = `"${key}" ${issueMessage(issue)}`
      return { key, code: 'wrong_type', message, nearest: [] }
    }),
  )
