import { DoorError, type Workflow, type WorkflowInput } from '@darkroom/door-ports'
import { isRecord } from '@darkroom/foundation'
import { z } from 'zod'
import { pictureArgument } from '../pictures/picture-argument.ts'
import { type ReferenceContext, referenceIn, toReference } from '../pictures/to-reference.ts'

type Values = Readonly<Record<string, unknown>>

/** Whether an input takes what an argument of that name says. */
const isFor = (argument: string, { key, role }: WorkflowInput): boolean =>
  key === argument || role === argument

/**
 * Words of a picture as inputs of a workflow, by the roles of its inputs.
 * @throws DoorError 400 for a word that the workflow has no input for
 */
export function wordsToInputs(words: Values, { name, inputs }: Workflow): Values {
  const entries = Object.entries(words).map(([word, value]) => {
    const input = inputs.find((one) => isFor(word, one))
    if (input === undefined) throw placeless(word, name, inputs)
    return [input.key, value] as const
  })
  return Object.fromEntries(entries)
}

const placeless = (word: string, workflow: string, inputs: readonly WorkflowInput[]): DoorError =>
  new DoorError(400, 'invalid_input', `The workflow ${workflow} has no input ${word}.`, {
    hint: `It has ${inputs.map(({ key }) => key).join(', ')}: use run_workflow for those that have no argument here.`,
    parts: [{ path: word, message: `has no place in the workflow ${workflow}` }],
  })

const pictureTypes: ReadonlySet<string> = new Set(['image', 'images', 'mask', 'video', 'audio'])

const pictures = z.union([z.array(pictureArgument), pictureArgument])

/** Values for the inputs of a workflow, with ids of pictures as references where an input takes a picture. */
export function withReferences(
  values: Values,
  { inputs }: Pick<Workflow, 'inputs'>,
  contextOf: (path: string) => ReferenceContext,
): Values {
  const takers = new Set(inputs.filter(({ type }) => pictureTypes.has(type)).map(({ key }) => key))
  const entries = Object.entries(values).map(([key, value]) => {
    const context = contextOf(`inputs.${key}`)
    return [key, takers.has(key) ? toReferences(value, context) : value]
  })
  return Object.fromEntries(entries)
}

/** Any other text is the name of a file in ComfyUI's folder of inputs, as its editor has it. */
function toReferences(value: unknown, context: ReferenceContext): unknown {
  if (Array.isArray(value)) return value.map((one) => toReferences(one, context))
  if (typeof value === 'string') {
    const text = value.trim()
    return referenceIn(text, context) ?? (context.hasPicture(text) ? { gallery: text } : value)
  }
  const parsed = isRecord(value) ? pictures.safeParse(value) : undefined
  return parsed?.success === true && !Array.isArray(parsed.data)
    ? toReference(parsed.data, context)
    : value
}
