import type { InputEdit, InputEdits, InputsToEdit, WorkflowInput } from '../../api/types.ts'

/** What a person says of the inputs and has not saved: all of it by the keys that inputs are found with. */
export interface Draft {
  readonly inputs: Readonly<Record<string, InputEdit>>
  /** Of those that come first; undefined leaves the order as it is found. */
  readonly order?: readonly string[] | undefined
}

/** An input as it is found, and what is said of it. */
export interface EditedInput {
  readonly input: WorkflowInput
  readonly edit: InputEdit
  readonly isHidden: boolean
}

export type Found = Pick<InputsToEdit, 'inputs' | 'hidden_inputs'>

const nothing: InputEdit = {}

/** The key that an input gets. */
const keyOf = ({ key }: WorkflowInput, edit: InputEdit): string => edit.key?.trim() || key

const allOf = ({ inputs, hidden_inputs: hidden }: Found): readonly WorkflowInput[] => [
  ...inputs,
  ...hidden,
]

/** What is kept, as a draft: orders are kept by the keys that inputs get. */
export function toDraft({ edits, ...found }: Found & { readonly edits: InputEdits }): Draft {
  const inputs = edits.inputs ?? {}
  const own = new Map(
    allOf(found).map((input) => [keyOf(input, inputs[input.key] ?? nothing), input.key]),
  )
  return { inputs, order: edits.order?.map((key) => own.get(key) ?? key) }
}

/** Words that say nothing when they are empty; an empty help or group takes away what the author said. */
const isNothing = (field: string, value: unknown): boolean =>
  value === undefined || ((field === 'label' || field === 'key') && String(value).trim() === '')

const withoutNothing = (edit: InputEdit): InputEdit =>
  Object.fromEntries(
    Object.entries(edit)
      .filter(([field, value]) => !isNothing(field, value))
      .map(([field, value]) => [
        field,
        typeof value === 'string' && field !== 'help' ? value.trim() : value,
      ]),
  )

/** The draft as the API keeps it. */
export function toEdits({ inputs, order }: Draft): InputEdits {
  const said = Object.entries(inputs)
    .map(([key, edit]) => [key, withoutNothing(edit)] as const)
    .filter(([, edit]) => Object.keys(edit).length > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  return {
    ...(said.length > 0 && { inputs: Object.fromEntries(said) }),
    ...(order !== undefined && { order: order.map((key) => inputs[key]?.key?.trim() || key) }),
  }
}

const sorted = (edit: InputEdit) =>
  Object.fromEntries(Object.entries(edit).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** Whether both say the same. */
export const isSame = (one: Draft, other: Draft): boolean => {
  const text = (draft: Draft): string => {
    const { inputs = {}, order } = toEdits(draft)
    return JSON.stringify([Object.entries(inputs).map(([key, edit]) => [key, sorted(edit)]), order])
  }
  return text(one) === text(other)
}

/** What is said of one input changed; what is as it is found is not said. */
export function withEdit(draft: Draft, input: WorkflowInput, change: InputEdit): Draft {
  const found: Readonly<Record<string, unknown>> = { ...input }
  const edit = Object.fromEntries(
    Object.entries({ ...draft.inputs[input.key], ...change }).filter(
      ([field, value]) => value !== undefined && value !== found[field],
    ),
  )
  const { [input.key]: _, ...others } = draft.inputs
  return {
    ...draft,
    inputs: Object.keys(edit).length === 0 ? others : { ...others, [input.key]: edit },
  }
}

/** Nothing said of one input. */
export function withoutEdit(draft: Draft, key: string): Draft {
  const { [key]: _, ...others } = draft.inputs
  return { ...draft, inputs: others }
}

const rows = (inputs: readonly WorkflowInput[], isHidden: boolean, draft: Draft) =>
  inputs.map((input) => {
    const edit = draft.inputs[input.key] ?? nothing
    return { input, edit, isHidden: edit.hidden ?? isHidden }
  })

/** The inputs in the order in which the form has them, and those that it does not show. */
export function editedInputs(
  { inputs, hidden_inputs: hidden }: Found,
  draft: Draft,
): { readonly shown: readonly EditedInput[]; readonly hidden: readonly EditedInput[] } {
  const all = [...rows(inputs, false, draft), ...rows(hidden, true, draft)]
  const rank = new Map((draft.order ?? []).map((key, index) => [key, index]))
  const rankOf = ({ input }: EditedInput): number => rank.get(input.key) ?? rank.size
  return {
    shown: all.filter(({ isHidden }) => !isHidden).toSorted((a, b) => rankOf(a) - rankOf(b)),
    hidden: all.filter(({ isHidden }) => isHidden),
  }
}

/** Shows an input or hides it. */
export function withHidden(
  draft: Draft,
  { input, isHidden }: Pick<EditedInput, 'input' | 'isHidden'>,
  found: Found,
): Draft {
  const isFoundHidden = found.hidden_inputs.some(({ key }) => key === input.key)
  return withEdit(draft, input, { hidden: isHidden === isFoundHidden ? !isHidden : undefined })
}

/** One of the inputs that are shown put before another, or, without one, at the end. */
export function withMoved(draft: Draft, found: Found, key: string, to: number): Draft {
  const keys = editedInputs(found, draft).shown.map(({ input }) => input.key)
  const others = keys.filter((one) => one !== key)
  const order = [...others.slice(0, to), key, ...others.slice(to)]
  const natural = editedInputs(found, { inputs: draft.inputs }).shown.map(({ input }) => input.key)
  const isNatural = order.every((one, index) => one === natural[index])
  return { ...draft, order: isNatural ? undefined : order }
}

const promptKey = 'prompt'

/** Makes an input the prompt: runs and stories set that by its key. The one that was it gets another. */
export function withPrompt(draft: Draft, found: Found, input: WorkflowInput): Draft {
  const all = allOf(found)
  const keys = new Set(all.map((one) => keyOf(one, draft.inputs[one.key] ?? nothing)))
  const before = all.find(
    (one) => one !== input && keyOf(one, draft.inputs[one.key] ?? nothing) === promptKey,
  )
  const free = (): string => {
    for (let number = 2; ; number++) {
      const name = `${promptKey}_${number}`
      if (!keys.has(name)) return name
    }
  }
  const given =
    before === undefined
      ? draft
      : withEdit(draft, before, { key: before.key === promptKey ? free() : undefined })
  return withEdit(given, input, { key: promptKey })
}

export const isPrompt = ({ input, edit }: EditedInput): boolean => keyOf(input, edit) === promptKey
