import { escapePattern, type Json, type JsonObject } from '@darkroom/foundation'
import { isFile } from './finish-draft.ts'
import { isLoraList, loraListSchema } from './lora-list.ts'
import { placeKey } from './name-inputs.ts'
import type { WorkflowInput } from './workflow-input.ts'

/** The JSON Schema of a value. */
const types: Readonly<Record<WorkflowInput['type'], JsonObject>> = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  choice: {},
  // Seeds may have more digits than programs' numbers.
  seed: { type: ['integer', 'string'], pattern: '^-?[0-9]+$' },
  image: { type: 'string' },
  mask: { type: 'string' },
  images: { type: 'array', items: { type: 'string' } },
  video: { type: 'string' },
  audio: { type: 'string' },
  model: { type: 'string' },
  lora: { type: 'string' },
}

/** The lists of files are longer than anybody reads, and another one on each server. */
const openLists: ReadonlySet<WorkflowInput['type']> = new Set(['model', 'lora'])

export interface JsonSchemaOptions {
  /** What can be set as well, and is not shown: values for it are valid, but a form has no field for them. */
  readonly hidden?: readonly WorkflowInput[]
  /** The schema of a picture, film or sound; by default the name of a file on the server. */
  readonly file?: JsonObject
}

/** The JSON Schema (2020-12) of the values of inputs. */
export function toJsonSchema(
  inputs: readonly WorkflowInput[],
  { file, hidden = [] }: JsonSchemaOptions = {},
): JsonObject {
  // A list of pictures may be given in place of each.
  const listed = new Set(
    inputs.flatMap(({ type, targets }) => (type === 'images' ? targets.map(placeKey) : [])),
  )
  const isListed = ({ type, targets }: WorkflowInput): boolean =>
    type !== 'images' &&
    targets.length > 0 &&
    targets.every((target) => listed.has(placeKey(target)))
  const required = inputs
    .filter((input) => input.required && !isListed(input))
    .map(({ key }) => key)
  return {
    type: 'object',
    properties: Object.fromEntries(inputs.map((input) => [input.key, toProperty(input, file)])),
    ...(required.length > 0 && { required }),
    // `57:3.seed`: any value of the workflow by its place.
    patternProperties: {
      ...Object.fromEntries(
        hidden.map((input) => [`^${escapePattern(input.key)}$`, toProperty(input, file)]),
      ),
      '^[^.]+\\..+$': {},
    },
    additionalProperties: false,
  }
}

function toProperty(input: WorkflowInput, file: JsonObject | undefined): JsonObject {
  const { label, help, type, choices, minimum, maximum } = input
  const hasList = choices !== undefined && choices.length > 0 && !openLists.has(type)
  return {
    title: label,
    ...(help !== undefined && { description: help }),
    ...(isLoraList(input) ? loraListSchema(input) : schemaOf(type, file)),
    ...(hasList && { enum: [...choices] }),
    // −1 stands for a seed that is drawn.
    ...(minimum !== undefined && { minimum: type === 'seed' ? Math.min(-1, minimum) : minimum }),
    ...(maximum !== undefined && { maximum }),
    ...defaultOf(input),
  }
}

function schemaOf(type: WorkflowInput['type'], file: JsonObject | undefined): JsonObject {
  if (!isFile(type) || file === undefined) return types[type]
  return type === 'images' ? { type: 'array', items: file } : file
}

const defaultOf = ({ default: saved, type }: WorkflowInput): { readonly default?: Json } =>
  saved === undefined || isFile(type) ? {} : { default: saved }
