import type { Model, ModelKind } from '@darkroom/door-ports'
import { z } from 'zod'
import { defineTool } from '../server/define-tool.ts'
import { type Call, reads, type Tool } from '../tool.ts'

const kinds = [
  ...(['base', 'merged', 'diffusion', 'lora', 'vae'] as const),
  ...(['text_encoder', 'controlnet', 'upscale', 'embedding'] as const),
] as const satisfies readonly ModelKind[]

const modelSchema = z.object({
  name: z.string().describe('As other tools take it.'),
  kind: z.enum(kinds),
  base: z.string().optional().describe('Family, such as sdxl or flux1, where it is known.'),
  loaded_on: z.array(z.string()).describe('Servers that have the file.'),
})

/** Families are looked up in the files themselves: only of so many at once. */
const mostLookedUp = 20
const familyKinds: ReadonlySet<ModelKind> = new Set(['base', 'merged', 'diffusion', 'lora'])

export const listModels: Tool = defineTool({
  name: 'list_models',
  title: 'List models',
  description:
    'Lists the model files of all servers. What paints pictures is of kind base (checkpoints), merged or diffusion; kind lora adds a style or a subject.',
  annotations: reads,
  input: z.object({
    kind: z.enum(kinds).optional().describe('Only these. Default: all.'),
    query: z.string().max(200).optional().describe('Words that the name must have.'),
    limit: z.int().min(1).max(500).default(50).describe('1 to 500. Default 50.'),
    refresh: z
      .boolean()
      .optional()
      .describe('Asks the servers now, for a file that was just added. Default false.'),
  }),
  output: z.object({ models: z.array(modelSchema), total: z.number() }),
  run: async ({ kind, query = '', limit, refresh }, call) => {
    const words = query.toLowerCase().split(/\s+/)
    const all = await call.house.models.list({ refresh: refresh === true })
    const found = all.filter(
      (model) =>
        (kind === undefined || model.kind === kind) &&
        words.every((word) => model.filename.toLowerCase().includes(word)),
    )
    const page = found.slice(0, limit)
    const looksUp = page.length <= mostLookedUp
    const models = await Promise.all(
      page.map(async (model) =>
        modelFacts(model, looksUp ? await familyOf(model, call) : undefined),
      ),
    )
    return { structured: { models, total: found.length } }
  },
})

const modelFacts = (
  { filename, kind, servers }: Model,
  base: string | undefined,
): z.output<typeof modelSchema> => ({ name: filename, kind, base, loaded_on: [...servers] })

/** Undefined where it is not known: the list is worth having without. */
async function familyOf(model: Model, { house }: Call): Promise<string | undefined> {
  if (!familyKinds.has(model.kind)) return undefined
  const details = await house.models.details(model).catch(() => undefined)
  return details === undefined || details.family === 'unknown' ? undefined : details.family
}
