import { nearestNames } from '@darkroom/foundation'
import { z } from 'zod'
import { checkValue } from './check-value.ts'
import { narrowed } from './limits.ts'
import { placeKey } from './name-inputs.ts'
import { newKeys } from './new-keys.ts'
import type { FoundInputs, WorkflowInput } from './workflow-input.ts'

const text: z.ZodString = z.string().trim().min(1).max(200)
const keySchema: z.ZodString = z
  .string()
  .regex(/^[\p{L}\p{N}_-]{1,60}$/u, 'must be letters, digits, "_" and "-", at most 60')

export interface InputEdits {
  /** By the key that an input has without them, or by its place. Spelled out, so that declarations of others have no name of ours in them. */
  readonly inputs?:
    | Readonly<
        Record<
          string,
          {
            /** The new key. */
            readonly key?: string | undefined
            readonly label?: string | undefined
            readonly help?: string | undefined
            readonly group?: string | undefined
            readonly hidden?: boolean | undefined
            readonly required?: boolean | undefined
            readonly minimum?: number | undefined
            readonly maximum?: number | undefined
            readonly step?: number | undefined
            readonly choices?: readonly (string | number | boolean)[] | undefined
            readonly default?: string | number | boolean | undefined
          }
        >
      >
    | undefined
  /** The keys of those that come first. */
  readonly order?: readonly string[] | undefined
}

/** What somebody says of one input. */
export type InputEdit = NonNullable<InputEdits['inputs']>[string]

const inputEditSchema: z.ZodType<InputEdit> = z.strictObject({
  key: keySchema.optional(),
  label: text.optional(),
  help: z.string().max(2_000).optional(),
  group: z.string().trim().max(100).optional(),
  hidden: z.boolean().optional(),
  required: z.boolean().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  step: z.number().positive().optional(),
  choices: z
    .array(z.union([z.string(), z.number(), z.boolean()]))
    .min(1)
    .max(1_000)
    .optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
})

/** What is kept beside a workflow's file about its inputs. */
export const inputEditsSchema: z.ZodType<InputEdits> = z.strictObject({
  inputs: z.record(z.string().min(1).max(200), inputEditSchema).optional(),
  order: z.array(z.string()).max(1_000).optional(),
})

/** Something that is said of an input and counts for nothing, with the reason as a sentence. */
export interface LeftOutEdit {
  /** Where it stands in the edits, such as `['inputs', 'steps', 'maximum']`. */
  readonly path: readonly string[]
  readonly message: string
}

export interface EditedInputs extends FoundInputs {
  /** What does not fit the workflow; the notes tell it, too. */
  readonly leftOut: readonly LeftOutEdit[]
}

/** What is said of an input, and the name that it is said by. */
interface Said {
  readonly name: string
  readonly edit: InputEdit
}

/**
 * The inputs as edited. What does not fit the workflow any more changes nothing, and is told in the notes: a file may have
 * changed since.
 */
export function withInputEdits(found: FoundInputs, edits: InputEdits): EditedInputs {
  const asked = new Map(Object.entries(edits.inputs ?? {}))
  const all = [
    ...found.inputs.map((input) => ({ input, isHidden: false })),
    ...found.hidden.map((input) => ({ input, isHidden: true })),
  ].map((one) => ({ ...one, said: saidOf(one.input, asked) }))
  const leftOut: LeftOutEdit[] = []
  const leaveOut: LeaveOut = ({ name }, field, message) =>
    leftOut.push({ path: ['inputs', name, ...field], message })
  const { keys, refused } = newKeys(
    all.map(({ input, said }) => ({ key: input.key, wanted: said?.edit.key })),
  )
  const edited = all.map(({ input, isHidden, said }, index) => {
    const key = keys[index] ?? input.key
    if (said === undefined) return { input, isHidden }
    if (refused.has(index)) {
      const taken = `"${input.key}" keeps its name: another input has "${said.edit.key}".`
      leaveOut(said, ['key'], taken)
    }
    return {
      input: { ...withEdit(input, said, leaveOut), key },
      isHidden: said.edit.hidden ?? isHidden,
    }
  })
  leftOut.push(...unknownNames(asked, all))
  const rank = new Map((edits.order ?? []).map((name, index) => [name, index]))
  const rankOf = ({ key: own }: WorkflowInput): number => rank.get(own) ?? rank.size
  const inputs = edited.filter(({ isHidden }) => !isHidden).map(({ input }) => input)
  return {
    inputs: inputs.toSorted((a, b) => rankOf(a) - rankOf(b)),
    hidden: edited.filter(({ isHidden }) => isHidden).map(({ input }) => input),
    notes: [...found.notes, ...leftOut.map(({ message }) => message)],
    leftOut,
  }
}

/** The same edits, all by the keys of the inputs that they are of; those of inputs that there are not stay as they are. */
export function editsByKey(
  { inputs, hidden }: Pick<FoundInputs, 'inputs' | 'hidden'>,
  edits: InputEdits,
): InputEdits {
  if (edits.inputs === undefined) return edits
  const asked = new Map(Object.entries(edits.inputs))
  const keys = new Map(
    [...inputs, ...hidden].flatMap((input) => {
      const said = saidOf(input, asked)
      return said === undefined ? [] : [[said.name, input.key] as const]
    }),
  )
  return {
    ...edits,
    inputs: Object.fromEntries([...asked].map(([name, edit]) => [keys.get(name) ?? name, edit])),
  }
}

/** By its key, or else by its place. */
function saidOf(input: WorkflowInput, asked: ReadonlyMap<string, InputEdit>): Said | undefined {
  const [first] = input.targets
  for (const name of [input.key, ...(first === undefined ? [] : [placeKey(first)])]) {
    const edit = asked.get(name)
    if (edit !== undefined) return { name, edit }
  }
  return undefined
}

function unknownNames(
  asked: ReadonlyMap<string, InputEdit>,
  all: readonly { readonly input: WorkflowInput; readonly said: Said | undefined }[],
): readonly LeftOutEdit[] {
  const used = new Set(all.map(({ said }) => said?.name))
  const known = all.map(({ input }) => input.key)
  return [...asked.keys()]
    .filter((name) => !used.has(name))
    .map((name) => {
      const [nearest] = nearestNames(name, known, { limit: 1 })
      const hint = nearest === undefined ? '' : `; it may be "${nearest}" now`
      const message = `What is said of the input "${name}" is left out: the workflow has none${hint}.`
      return { path: ['inputs', name], message }
    })
}

type LeaveOut = (said: Said, field: readonly string[], message: string) => void

function withEdit(input: WorkflowInput, said: Said, leaveOut: LeaveOut): WorkflowInput {
  const { label, help, group, required } = said.edit
  const bounded = withLimits(input, said, leaveOut)
  return {
    ...bounded,
    ...(label !== undefined && { label }),
    ...(help !== undefined && { help }),
    ...(group !== undefined && { group }),
    ...(required !== undefined && { required }),
    ...defaultOf(bounded, said, leaveOut),
  }
}

function withLimits(input: WorkflowInput, said: Said, leaveOut: LeaveOut): WorkflowInput {
  const { minimum, maximum, step, choices } = said.edit
  const limits = narrowed(input, {
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(step !== undefined && { step }),
    ...(choices !== undefined && { choices }),
  })
  const crosses = (limits.minimum ?? -Infinity) > (limits.maximum ?? Infinity)
  if (!crosses && limits.choices?.length !== 0) return { ...input, ...limits }
  const bound = maximum === undefined ? 'minimum' : 'maximum'
  const message = `The limits of "${input.key}" are left out: no value is within them.`
  leaveOut(said, [crosses ? bound : 'choices'], message)
  return input
}

function defaultOf(
  input: WorkflowInput,
  said: Said,
  leaveOut: LeaveOut,
): Pick<WorkflowInput, 'default'> {
  if (said.edit.default === undefined) return {}
  const checked = checkValue(input, said.edit.default)
  if (checked.problem === undefined) return { default: checked.value }
  const message = `The default of "${input.key}" is left out: ${checked.problem.message}.`
  leaveOut(said, ['default'], message)
  return {}
}
