import { z } from 'zod'
import type { Choice, InputDefinition, NumberBounds } from './node-definition.ts'

const choiceSchema = z.union([z.string(), z.number(), z.boolean()])
const choices = (list: readonly unknown[]): readonly Choice[] =>
  list.flatMap((item) => choiceSchema.safeParse(item).data ?? [])

const number = z.number().optional().catch(undefined)
const flag = z.boolean().catch(false)
const optionsSchema = z
  .looseObject({
    default: z.unknown().optional(),
    options: z.array(z.unknown()).optional().catch(undefined),
    min: number,
    max: number,
    step: number,
    multiselect: flag,
    image_upload: flag,
    video_upload: flag,
    audio_upload: flag,
    file_upload: flag,
    remote: z.unknown().optional(),
  })
  .catch({
    default: undefined,
    multiselect: false,
    image_upload: false,
    video_upload: false,
    audio_upload: false,
    file_upload: false,
    remote: undefined,
  })
type Options = z.infer<typeof optionsSchema>

/** Reads `[type]` or `[type, options]`, in the V1 or the V3 form; undefined for any other value. */
export function readInput(
  name: string,
  required: boolean,
  spec: unknown,
): InputDefinition | undefined {
  if (!Array.isArray(spec) || spec.length === 0) return undefined
  const type: unknown = spec[0]
  const options = optionsSchema.parse(spec[1])
  const common = { name, required }
  // Choices stand in place of the type in V1, and in the options in V3.
  if (Array.isArray(type)) return { ...common, ...choiceInput(type, options) }
  if (type === 'COMBO') return { ...common, ...choiceInput(options.options ?? [], options) }
  return typeof type === 'string' ? { ...common, ...typedInput(type, options) } : undefined
}

function choiceInput(list: readonly unknown[], options: Options) {
  const isUpload =
    options.image_upload || options.video_upload || options.audio_upload || options.file_upload
  return {
    kind: 'choice' as const,
    choices: choices(list),
    ...defaultOf(choiceSchema, options),
    multiple: options.multiselect,
    upload: isUpload,
    open: isUpload || (options.remote !== undefined && options.remote !== null),
  }
}

function typedInput(type: string, options: Options) {
  if (type === 'INT') return { kind: 'integer' as const, ...bounds(options) }
  if (type === 'FLOAT') return { kind: 'float' as const, ...bounds(options) }
  if (type === 'STRING') return { kind: 'text' as const, ...defaultOf(z.string(), options) }
  if (type === 'BOOLEAN') return { kind: 'boolean' as const, ...defaultOf(z.boolean(), options) }
  if (isDynamicType(type)) return { kind: 'dynamic' as const, type }
  return { kind: 'link' as const, types: typesIn(type), hasDefault: options.default !== undefined }
}

const bounds = (options: Options): NumberBounds => ({
  ...(options.min === undefined ? {} : { min: options.min }),
  ...(options.max === undefined ? {} : { max: options.max }),
  ...(options.step === undefined ? {} : { step: options.step }),
  ...defaultOf(z.number(), options),
})

function defaultOf<T>(schema: z.ZodType<T>, { default: value }: Options): { default?: T } {
  const { data } = schema.safeParse(value)
  return data === undefined ? {} : { default: data }
}

export const isDynamicType = (type: string): boolean => /^COMFY_\w+_V3$/.test(type)

/** The types in a union such as `"INT,FLOAT"`. */
export const typesIn = (type: string): readonly string[] =>
  type.split(',').flatMap((one) => one.trim() || [])
