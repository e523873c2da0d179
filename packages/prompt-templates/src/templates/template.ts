import { type FoundRecipe, foundRecipeSchema, recipeWords } from '@darkroom/recipe'
import { z } from 'zod'
import type { TemplateProblem } from './errors.ts'
import { isTemplateName, nameRule, toTemplateName } from './template-name.ts'

/** A saved prompt: the words of a recipe, of which only the prompt is required, and the template's own fields. */
export interface Template extends Omit<FoundRecipe, 'prompt' | 'loras'> {
  /** 1 to 100 characters of any script, without line breaks. */
  readonly name: string
  readonly prompt: string
  readonly loras?: readonly TemplateLora[] | undefined
  readonly notes?: string | undefined
}

export interface TemplateLora {
  readonly name: string
  readonly strength_model?: number | undefined
  readonly strength_clip?: number | undefined
}

export interface StoredTemplate extends Template {
  /** The time of the file's last change in ISO 8601. */
  readonly updated_at: string
}

const nameSchema = z.string().transform(toTemplateName).refine(isTemplateName, nameRule)
const side = z.int().positive()
const strength = z.number().optional()
const lora = { name: z.string(), strength_model: strength, strength_clip: strength }

/** A template as written by a person, with further fields of theirs. */
const writtenSchema = foundRecipeSchema.extend({
  name: nameSchema.optional(),
  prompt: z.string(),
  steps: z.int().positive().optional(),
  seed: z.int().min(-1).optional(),
  resolution: z.object({ width: side, height: side }).optional(),
  loras: z.array(z.object(lora)).optional(),
  notes: z.string().optional(),
})

/** A template as passed by a caller; a misspelt field is an error. */
const offeredSchema = writtenSchema
  .extend({
    name: nameSchema,
    resolution: z.strictObject({ width: side, height: side }).optional(),
    loras: z.array(z.strictObject(lora)).optional(),
    updated_at: z.string().optional(),
  })
  .strict()

/** The fields in the order of the file. */
const fields: readonly (keyof Template)[] = ['name', ...recipeWords, 'notes']

const knownFields: ReadonlySet<string> = new Set([...fields, 'updated_at'])

export type Parsed =
  | { readonly kind: 'template'; readonly template: Template }
  | { readonly kind: 'problems'; readonly problems: readonly TemplateProblem[] }

export function parseOffered(value: unknown): Parsed {
  const { success, data, error } = offeredSchema.safeParse(value)
  if (!success) return { kind: 'problems', problems: toProblems(error) }
  const { updated_at: _, ...template } = data
  return { kind: 'template', template }
}

/** Parses a template; `stem`, the name of the file, is the default for a missing name. */
export function parseWritten(value: unknown, { stem }: { stem: string }): Parsed {
  const { success, data, error } = writtenSchema.safeParse(value)
  if (!success) return { kind: 'problems', problems: toProblems(error) }
  const name = data.name ?? toTemplateName(stem)
  if (!isTemplateName(name)) {
    return { kind: 'problems', problems: [{ path: 'name', message: nameRule }] }
  }
  return { kind: 'template', template: { ...data, name } }
}

/** The text of a template's file; `further` are the fields that a person added. */
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
