import type { GivenFile } from '@darkroom/generation'
import { type PictureReference, pictureReferenceSchema } from '@darkroom/recipe'
import {
  type InputProblem,
  type InputType,
  inputAt,
  type WorkflowInput,
} from '@darkroom/workflow-converter'
import type { AskedPicture, GivenPictures, TakenAs } from '../inputs/asked-picture.ts'
import { isReference } from '../inputs/is-reference.ts'
import { checkCount } from './check-count.ts'
import { readsTransparency } from './mask-reading.ts'
import type { OpenWorkflow } from './opened-workflows.ts'
import { WorkflowInputsError } from './to-run-graph.ts'

/** Values by the keys of inputs, or by `<node path>.<widget>`. */
export type RunValues = Readonly<Record<string, unknown>>

/** Values with names of files on the server in place of pictures, and these files, until they are disposed of. */
export interface TakenValues extends Disposable {
  readonly values: RunValues
  readonly files: readonly GivenFile[]
}

export type PictureInputs = Pick<OpenWorkflow, 'edited' | 'readings'>

interface Around {
  readonly given: GivenPictures
  readonly signal: AbortSignal
}

/** A picture of a value, of which `at` is the place in a list. */
interface Asked extends AskedPicture {
  readonly key: string
  readonly at?: number
}

/**
 * Takes the pictures that values refer to. A text that is neither a data URL nor an https URL stays: it is the name of a file on
 * the server.
 * @throws WorkflowInputsError, ProblemError that names the input
 */
export async function takePictures(
  workflow: PictureInputs,
  values: RunValues,
  { given, signal }: Around,
): Promise<TakenValues> {
  const inputs = inputsOf(workflow, Object.keys(values))
  const problems: InputProblem[] = []
  const references = Object.entries(values).flatMap(([key, value]) => {
    const input = inputs.get(key)
    if (input === undefined || as[input.type] === undefined) return []
    return toReferences(key, value, problems).map((one) => ({ ...one, input }))
  })
  const asked = toAsked(references, workflow, problems)
  if (problems.length > 0) throw new WorkflowInputsError(problems)
  checkCount(asked)
  const taken = await given.take(asked, signal)
  return {
    values: withNames(values, asked, taken.names),
    files: taken.files,
    [Symbol.dispose]: () => taken[Symbol.dispose](),
  }
}

const as: Readonly<Partial<Record<InputType, TakenAs>>> = {
  image: 'picture',
  mask: 'picture',
  images: 'picture',
  video: 'video',
  audio: 'audio',
}

/** The inputs that these keys name. */
function inputsOf(
  { edited, readings }: PictureInputs,
  keys: readonly string[],
): ReadonlyMap<string, WorkflowInput> {
  const known = new Map([...edited.hidden, ...edited.inputs].map((input) => [input.key, input]))
  return new Map(
    keys.flatMap((key) => {
      const input = known.get(key) ?? inputAt(key, readings[0].source)
      return input === undefined ? [] : [[key, input]]
    }),
  )
}

interface Reference {
  readonly key: string
  readonly at?: number
  readonly reference: PictureReference
}

/** The references in a value; names of files are none. */
function toReferences(key: string, value: unknown, problems: InputProblem[]): readonly Reference[] {
  if (Array.isArray(value)) {
    return value.flatMap((one, at) =>
      toReferences(`${key}.${at}`, one, problems).map(({ reference }) => ({ key, at, reference })),
    )
  }
  if (!isReference(value)) return []
  const parsed = pictureReferenceSchema.safeParse(value)
  if (parsed.success) return [{ key, reference: parsed.data }]
  const [issue] = parsed.error.issues
  const message = `"${key}" ${issue?.message ?? 'is no picture'}, or the name of a file on the server`
  problems.push({ key, code: 'wrong_type', message, nearest: [] })
  return []
}

type Referring = Reference & { readonly input: WorkflowInput }

/** What is to be taken, the picture that a mask is for before the mask. A mask that is a picture's transparency goes with it. */
function toAsked(
  references: readonly Referring[],
  workflow: PictureInputs,
  problems: InputProblem[],
): readonly Asked[] {
  const isMask = ({ input }: Referring): boolean => input.type === 'mask'
  const masks = references.filter(isMask)
  const pictures = references.filter((one) => !isMask(one))
  const alphas = masks.filter(({ input }) => isAlpha(input))
  const asked: Asked[] = pictures.map((one) => {
    const alpha = alphas.find(({ input }) => isOfSameFile(input, one.input))
    const kind = as[one.input.type] ?? 'picture'
    return toTaken(one, alpha === undefined ? kind : maskedBy(alpha))
  })
  for (const { key, input } of alphas) {
    if (!pictures.some((one) => isOfSameFile(input, one.input))) problems.push(needsPicture(key))
  }
  const of = asked.findIndex((one) => one.as === 'picture')
  for (const mask of masks) {
    if (isAlpha(mask.input)) continue
    const picture = pictures[of]
    if (readsTransparency(mask.input, workflow.readings[0])) {
      // Its colours are not looked at: only the size of the picture counts, or its own.
      asked.push({ ...toTaken(picture ?? mask, maskedBy(mask)), ...placeOf(mask) })
    } else asked.push(toTaken(mask, of < 0 ? 'picture' : { mask: 'light', of }))
  }
  return asked
}

const placeOf = ({ key, at }: Reference) => ({ key, path: pathOf({ key, at }), at })

const pathOf = ({ key, at }: { readonly key: string; readonly at?: number | undefined }): string =>
  ['inputs', key, at].filter((part) => part !== undefined).join('.')

const toTaken = ({ key, at, reference }: Reference, taken: TakenAs): Asked => ({
  key,
  ...(at !== undefined && { at }),
  path: pathOf({ key, at }),
  reference,
  as: taken,
})

const maskedBy = ({ key, at, reference }: Reference): TakenAs => ({
  maskedBy: { path: pathOf({ key, at }), reference },
})

const isAlpha = ({ targets }: WorkflowInput): boolean =>
  targets.some(({ channel }) => channel === 'alpha')

const isOfSameFile = (one: WorkflowInput, other: WorkflowInput): boolean =>
  one.targets.some(({ path, name }) =>
    other.targets.some((target) => target.path === path && target.name === name),
  )

const needsPicture = (key: string): InputProblem => ({
  key,
  code: 'mask_in_image',
  message: `"${key}" is the transparency of its picture: give the picture as well, not by the name of a file on the server`,
  nearest: [],
})

/** The values with the names; a mask that went with its picture is no value any more. */
function withNames(
  values: RunValues,
  asked: readonly Asked[],
  names: readonly string[],
): RunValues {
  const gone = asked.flatMap((one) =>
    typeof one.as === 'object' && 'maskedBy' in one.as ? [one.as.maskedBy.path] : [],
  )
  const changed = new Map(Object.entries(values).filter(([key]) => !gone.includes(pathOf({ key }))))
  for (const [index, { key, at }] of asked.entries()) {
    const value = changed.get(key)
    const name = names[index]
    changed.set(key, at !== undefined && Array.isArray(value) ? value.with(at, name) : name)
  }
  return Object.fromEntries(changed)
}
