import type { WorkflowInput } from '../../api/types.ts'

export type ListItem = string | number | boolean

/** What a person sets a value with. */
export type FieldControl =
  | { readonly kind: 'text'; readonly isLong: boolean }
  | {
      readonly kind: 'number'
      readonly isWhole: boolean
      readonly min?: number | undefined
      readonly max?: number | undefined
      readonly step: number
      /** Both ends are known and near enough. */
      readonly hasSlider: boolean
    }
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly choices: readonly ListItem[]; readonly isFile: boolean }
  | { readonly kind: 'seed'; readonly max: number }
  | { readonly kind: 'loras'; readonly choices: readonly string[] }
  | { readonly kind: 'names'; readonly choices: readonly string[] }
  | { readonly kind: 'file'; readonly takes: 'image' | 'mask' | 'video' | 'audio' }
  | { readonly kind: 'files' }

/** A field of the form of a workflow. */
export interface FormField {
  readonly key: string
  readonly label: string
  readonly help: string | undefined
  /** Whether most people know what it is: its help is there for those who ask. */
  readonly isWellKnown: boolean
  readonly isRequired: boolean
  /** What it was saved with: what counts while nothing is set. */
  readonly saved: unknown
  readonly control: FieldControl
}

/** Fields below a heading; the first may have none. */
export interface FormSection {
  readonly title: string
  readonly fields: readonly FormField[]
  /** Its author shows it to nobody who does not ask. */
  readonly isFolded: boolean
}

/** As many places as a slider is good for. */
const mostStops = 500
/** Places that a slider has where its author says no step. */
const usualStops = 100

const longText = 60

/** The step of a fraction whose author says none: a round one, that is near a hundredth of its range. */
function usualStep(min: number | undefined, max: number | undefined): number {
  if (min === undefined || max === undefined || max <= min) return 0.01
  return Math.min(0.1, 10 ** Math.floor(Math.log10((max - min) / usualStops)))
}

function toNumber({ type, minimum, maximum, step }: WorkflowInput): FieldControl {
  const isWhole = type === 'integer'
  const own = step ?? (isWhole ? 1 : usualStep(minimum, maximum))
  const stops =
    minimum === undefined || maximum === undefined ? Infinity : (maximum - minimum) / own
  return {
    kind: 'number',
    ...{ isWhole, min: minimum, max: maximum, step: own },
    hasSlider: stops >= 2 && stops <= mostStops,
  }
}

const texts = (choices: readonly ListItem[] = []): readonly string[] => choices.map(String)

/** Words that are written in lines, and words that are a name. */
const isLong = ({ role = '', key, default: saved }: WorkflowInput): boolean =>
  /prompt|text|lyrics|description|caption/.test(`${role} ${key}`) ||
  (typeof saved === 'string' && (saved.length > longText || saved.includes('\n')))

function toControl(input: WorkflowInput): FieldControl {
  const { key, role, type, choices = [], default: saved, maximum } = input
  switch (type) {
    case 'text':
      return { kind: 'text', isLong: isLong(input) }
    case 'integer':
    case 'number':
      return toNumber(input)
    case 'boolean':
      return { kind: 'switch' }
    case 'seed':
      return {
        kind: 'seed',
        max: Math.min(maximum ?? Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
      }
    case 'lora':
      return Array.isArray(saved) || key === 'loras' || role === 'loras'
        ? { kind: 'loras', choices: texts(choices) }
        : { kind: 'choice', choices, isFile: true }
    case 'model':
      return key === 'text_encoders' || Array.isArray(saved)
        ? { kind: 'names', choices: texts(choices) }
        : { kind: 'choice', choices, isFile: true }
    case 'choice':
      return { kind: 'choice', choices, isFile: false }
    case 'images':
      return { kind: 'files' }
    case 'image':
    case 'mask':
    case 'video':
    case 'audio':
      return { kind: 'file', takes: type }
  }
}

/** An input as the field that sets it. */
export const toFormField = (input: WorkflowInput): FormField => ({
  key: input.key,
  label: input.label,
  help: input.help,
  isWellKnown: input.from === 'role' || input.from === 'title',
  isRequired: input.required,
  saved: input.default,
  control: toControl(input),
})

/** What is hidden may be needed only beside other words: nobody has to fill it for itself. */
const toHiddenField = (input: WorkflowInput): FormField => ({
  ...toFormField(input),
  isRequired: false,
})

const more = 'More'

/** The form of a workflow: its inputs by group in the order of their author, and what is hidden at the end. */
export function toForm({
  inputs,
  hidden,
}: {
  readonly inputs: readonly WorkflowInput[]
  readonly hidden: readonly WorkflowInput[]
}): readonly FormSection[] {
  const groups = Map.groupBy(inputs, ({ group = '' }) => group)
  const shown = [...groups].map(([title, own]) => ({
    title,
    fields: own.map(toFormField),
    isFolded: false,
  }))
  if (hidden.length === 0) return shown
  return [...shown, { title: more, fields: hidden.map(toHiddenField), isFolded: true }]
}
