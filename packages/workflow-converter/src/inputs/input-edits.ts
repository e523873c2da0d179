import { nearestNames } from '@darkroom/foundation'
import { z } from 'zod'
import { checkValue } from './check-value.ts'
import { narrowed } from './limits.ts'
import { placeKey } from './name-inputs.ts'
import type { FoundInputs, InputChoice, InputLimits, WorkflowInput } from './workflow-input.ts'

const text: z.ZodString = z.string().trim().min(1).max(200)
const keySchema: z.ZodString = z
  .string()
  .regex(/^[\p{L}\p{N}_-]{1,60}$/u, 'must be letters, digits, "_" and "-", at most 60')

/** What somebody says of one input. */
export interface InputEdit extends InputLimits {
  /** The new key. */
  readonly key?: string | undefined
  readonly label?: string | undefined
  readonly help?: string | undefined
  readonly group?: string | undefined
  readonly hidden?: boolean | undefined
  readonly required?: boolean | undefined
  readonly default?: InputChoice | undefined
}

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

export interface InputEdits {
  /** By the key that an input has without them, or by its place. */
  readonly inputs?: Readonly<Record<string, InputEdit>> | undefined
  /** The keys of those that come first. */
  readonly order?: readonly string[] | undefined
}

/** What is kept beside a workflow's file about its inputs. */
export const inputEditsSchema: z.ZodType<InputEdits> = z.strictObject({
  inputs: z.record(z.string().min(1).max(200), inputEditSchema).optional(),
  order: z.array(z.string()).max(1_000).optional(),
})

/**
 * The inputs as edited. What does not fit the workflow any more changes nothing, and is told in the notes: a file may have
 * changed since.
 */
export function withInputEdits(found: FoundInputs, edits: InputEdits): FoundInputs {
  const all = [
    ...found.inputs.map((input) => ({ input, isHidden: false })),
    ...found.hidden.map((input) => ({ input, isHidden: true })),
  ]
  const notes: string[] = []
  const taken = new Set(all.map(({ input }) => input.key))
  const asked = new Map(Object.entries(edits.inputs ?? {}))
  const edited = all.map(({ input, isHidden }) => {
    const [first] = input.targets
    const names = [input.key, ...(first === undefined ? [] : [placeKey(first)])]
    const name = names.find((one) => asked.has(one))
    const edit = name === undefined ? undefined : asked.get(name)
    if (name === undefined || edit === undefined) return { input, isHidden }
    asked.delete(name)
    return {
      input: withEdit(input, edit, { taken, notes }),
      isHidden: edit.hidden ?? isHidden,
    }
  })
  const known = [...taken]
  for (const name of asked.keys()) {
    const [nearest] = nearestNames(name, known, { limit: 1 })
    const hint = nearest === undefined ? '' : `; it may be "${nearest}" now`
    notes.push(`What is said of the input "${name}" is left out: the workflow has none${hint}.`)
  }
  const rank = new Map((edits.order ?? []).map((name, index) => [name, index]))
  const rankOf = ({ key: own }: WorkflowInput): number => rank.get(own) ?? rank.size
  const inputs = edited.filter(({ isHidden }) => !isHidden).map(({ input }) => input)
  return {
    inputs: inputs.toSorted((a, b) => rankOf(a) - rankOf(b)),
    hidden: edited.filter(({ isHidden }) => isHidden).map(({ input }) => input),
    notes: [...found.notes, ...notes],
  }
}

interface Around {
  readonly taken: Set<string>
  readonly notes: string[]
}

function withEdit(input: WorkflowInput, edit: InputEdit, { taken, notes }: Around): WorkflowInput {
  const { minimum, maximum, step, choices } = edit
  const limits = narrowed(input, {
    ...(minimum !== undefined && { minimum }),
    ...(maximum !== undefined && { maximum }),
    ...(step !== undefined && { step }),
    ...(choices !== undefined && { choices }),
  })
  const isImpossible =
    (limits.minimum ?? -Infinity) > (limits.maximum ?? Infinity) || limits.choices?.length === 0
  if (isImpossible)
    notes.push(`The limits of "${input.key}" are left out: no value is within them.`)
  const bounded = { ...input, ...(isImpossible ? {} : limits) }
  const { label, help, group, required } = edit
  return {
    ...bounded,
    key: renamed(input.key, edit.key, { taken, notes }),
    ...(label !== undefined && { label }),
    ...(help !== undefined && { help }),
    ...(group !== undefined && { group }),
    ...(required !== undefined && { required }),
    ...defaultOf(bounded, edit, notes),
  }
}

function renamed(key: string, wanted: string | undefined, { taken, notes }: Around): string {
  if (wanted === undefined || wanted === key) return key
  if (taken.has(wanted)) {
    notes.push(`"${key}" keeps its name: another input has "${wanted}".`)
    return key
  }
  taken.add(wanted)
  return wanted
}

function defaultOf(
  input: WorkflowInput,
  edit: InputEdit,
  notes: string[],
): Pick<WorkflowInput, 'default'> {
  if (edit.default === undefined) return {}
  const checked = checkValue(input, edit.default)
  if (checked.problem === undefined) return { default: checked.value }
  notes.push(`The default of "${input.key}" is left out: ${checked.problem.message}.`)
  return {}
}
