import type { GivenFile } from '@darkroom/generation'
import { type PictureReference, pictureReferenceSchema } from '@darkroom/recipe'
import type { InputProblem } from '@darkroom/workflow-converter'
import type { AskedPicture, GivenPictures, TakenAs } from '../../inputs/asked-picture.ts'
import { isReference } from '../is-reference.ts'
import { WorkflowInputsError } from '../to-run-graph.ts'

type Words = Readonly<Record<string, unknown>>

/** Words with names of files on the server in place of pictures, and these files, until they are disposed of. */
export interface TakenWords extends Disposable {
  readonly words: Words
  readonly files: readonly GivenFile[]
}

/**
 * Takes the pictures that words of a built-in workflow refer to; names of files on the server stay.
 * @throws WorkflowInputsError, ProblemError that names the input
 */
export async function takeWords(
  words: Words,
  { given, signal }: { readonly given: GivenPictures; readonly signal: AbortSignal },
): Promise<TakenWords> {
  const asked: AskedPicture[] = []
  const problems: InputProblem[] = []
  /** The value, or the index of the picture that takes its place. */
  const ask = (key: string, value: unknown, as: TakenAs = 'picture'): unknown => {
    if (!isReference(value)) return value
    const { data: reference, error } = pictureReferenceSchema.safeParse(value)
    if (reference !== undefined) return { asked: push(asked, { key, reference, as }) }
    const message = `"${key}" ${error.issues[0]?.message ?? 'is no picture'}`
    problems.push({ key, code: 'wrong_type', message, nearest: [] })
    return value
  }
  const image = ask('image', words.image)
  const isTaken = asked.length > 0
  const reads = words.mask_mode === 'transparent' ? 'transparency' : 'light'
  const mask = ask('mask', words.mask, isTaken ? { mask: reads, of: 0 } : 'picture')
  const marked: Words = {
    ...words,
    ...('image' in words && { image }),
    ...('mask' in words && { mask }),
    // A mask that is made is white where something is to change.
    ...(mask !== words.mask && isTaken && reads === 'transparency' && { mask_mode: 'white' }),
    ...listed(words.references, (one, index) => ask(`references.${index}`, one), 'references'),
    ...listed(words.control, (one, index) => askControl(one, index, ask), 'control'),
  }
  if (problems.length > 0) throw new WorkflowInputsError(problems)
  const taken = await given.take(asked, signal)
  return {
    words: Object.fromEntries(
      Object.entries(marked).map(([word, value]) => [word, named(value, taken.names)]),
    ),
    files: taken.files,
    [Symbol.dispose]: () => taken[Symbol.dispose](),
  }
}

const push = (
  asked: AskedPicture[],
  { key, ...one }: { key: string; reference: PictureReference; as: TakenAs },
): number => asked.push({ path: `inputs.${key}`, ...one }) - 1

const listed = (
  list: unknown,
  ask: (one: unknown, index: number) => unknown,
  word: string,
): Words => (Array.isArray(list) ? { [word]: list.map(ask) } : {})

const askControl = (
  control: unknown,
  index: number,
  ask: (key: string, value: unknown) => unknown,
): unknown =>
  typeof control === 'object' && control !== null && 'image' in control
    ? { ...control, image: ask(`control.${index}.image`, control.image) }
    : control

/** The names in place of what stands for them. */
function named(value: unknown, names: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => named(one, names))
  if (typeof value !== 'object' || value === null) return value
  if ('asked' in value && typeof value.asked === 'number') return names[value.asked]
  return 'image' in value ? { ...value, image: named(value.image, names) } : value
}
