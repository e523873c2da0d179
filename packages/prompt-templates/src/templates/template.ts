import { z } from 'zod'
import type { TemplateProblem } from './errors.ts'
import { isTemplateName, nameRule, toTemplateName } from './template-name.ts'

/** A prompt with its parameters, in the words of the HTTP interface and of the files. */
export interface Template {
  /** 1 to 100 characters of any script, without line breaks. */
  readonly name: string
  readonly prompt: string
  readonly negative_prompt?: string | undefined
  readonly model?: string | undefined
  readonly steps?: number | undefined
  readonly cfg?: number | undefined
  /** −1 stands for one that is chosen anew each time. */
  readonly seed?: number | undefined
  readonly resolution?: { readonly width: number; readonly height: number } | undefined
  readonly sampler?: string | undefined
  readonly scheduler?: string | undefined
  readonly loras?: readonly TemplateLora[] | undefined
  readonly notes?: string | undefined
}

export interface TemplateLora {
  readonly name: string
  readonly strength_model?: number | undefined
  readonly strength_clip?: number | undefined
}

export interface StoredTemplate extends Template {
  /** ISO 8601; when the file was last changed. */
  readonly updated_at: string
}

const nameSchema = z.string().transform(toTemplateName).refine(isTemplateName, nameRule)
const positive = z.int().positive()

const settings = {
  prompt: z.string(),
  negative_prompt: z.string().optional(),
  model: z.string().optional(),
  steps: positive.optional(),
  cfg: z.number().optional(),
  seed: z.int().min(-1).optional(),
  sampler: z.string().optional(),
  scheduler: z.string().optional(),
  notes: z.string().optional(),
}
const size = { width: positive, height: positive }
const lora = {
  name: z.string(),
  strength_model: z.number().optional(),
  strength_clip: z.number().optional(),
}

/** A template as a caller hands it over: a misspelt field is an error. */
const offered = z.strictObject({
  name: nameSchema,
  ...settings,
  resolution: z.strictObject(size).optional(),
  loras: z.array(z.strictObject(lora)).optional(),
  updated_at: z.string().optional(),
})

/** A template as a person wrote it: further fields are theirs. */
const written = z.object({
  name: nameSchema.optional(),
  ...settings,
  resolution: z.object(size).optional(),
  loras: z.array(z.object(lora)).optional(),
})

/** The fields in the order in which they are written. */
const fields = [
  'name',
  'prompt',
  'negative_prompt',
  'model',
  'steps',
  'cfg',
  'seed',
  'resolution',
  'sampler',
  'scheduler',
  'loras',
  'notes',
] as const satisfies readonly (keyof Template)[]

const knownFields: ReadonlySet<string> = new Set([...fields, 'updated_at'])

export type Parsed =
  | { readonly kind: 'template'; readonly template: Template }
  | { readonly kind: 'problems'; readonly problems: readonly TemplateProblem[] }

export function parseOffered(value: unknown): Parsed {
  const { success, data, error } = offered.safeParse(value)
  if (!success) return { kind: 'problems', problems: toProblems(error) }
  const { updated_at: _, ...template } = data
  return { kind: 'template', template }
}

/** `stem` is the name of a file that gives none itself. */
export function parseWritten(value: unknown, { stem }: { stem: string }): Parsed {
  const { success, data, error } = written.safeParse(value)
  if (!success) return { kind: 'problems', problems: toProblems(error) }
  const name = data.name ?? toTemplateName(stem)
  if (!isTemplateName(name)) {
    return { kind: 'problems', problems: [{ path: 'name', message: nameRule }] }
  }
  return { kind: 'template', template: { ...data, name } }
}

/** `further` are the fields that a person added. */
export function toFileText(
  template: Template,
  { further }: { further: Readonly<Record<string, unknown>> },
): string {
  const known = fields.map((field) => [field, template[field]] as const)
  const added = Object.entries(further).filter(([field]) => !knownFields.has(field))
  return `${JSON.stringify(Object.fromEntries([...known, ...added]), null, 2)}\n`
}

const toProblems = ({ issues }: z.ZodError): readonly TemplateProblem[] =>
  issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }))
