import { isRecord } from '@darkroom/foundation'
import { countCells, type Matrix, mostCells } from '@darkroom/generation'
import { type Task, tasks } from '@darkroom/workflow-builder'
import { z } from '@hono/zod-openapi'
import { askedRecipe, changedRecipe } from '../generate/asked-recipe.ts'
import { checkedWords } from '../generate/checked-pictures.ts'
import { pictureFields } from '../generate/picture-fields.ts'
import { workflowNameParam } from '../workflows/workflow-schemas.ts'

const { workflow: task, ...pictures } = pictureFields.shape
const { seed: _, ...recipe } = askedRecipe.shape

/** The words of one picture. */
export const batchWords = z.object({
  ...recipe,
  ...pictures,
  prompt: recipe.prompt.optional(),
  model: recipe.model.optional(),
})
const words = z.object({ ...changedRecipe.shape, ...pictures })

/** Words that a workflow takes as its inputs, if at all. Those with a default cannot be told from words that were sent. */
const strayWords = Object.entries(batchWords.shape).flatMap(([word, schema]) =>
  schema.safeParse(undefined).data === undefined ? [word] : [],
)

export const batchWorkflow = z
  .union([task.unwrap(), workflowNameParam.shape.name, z.record(z.string(), z.unknown())])
  .optional()
  .openapi({
    description:
      'A name of `GET /api/workflows`, or a workflow itself as `POST /api/run` takes it; its values come as `inputs`. Or what is done to make a picture of the words here, such as `inpaint`.',
  })

export const matrixSchema = z
  .record(z.string().max(300), z.array(z.unknown()).min(1))
  .refine((matrix) => Object.keys(matrix).length > 0, 'must have a list')
  .superRefine((matrix, context) => {
    const count = countCells(matrix)
    if (count <= mostCells) return
    context.addIssue({
      code: 'custom',
      message: `makes ${count} jobs, and ${mostCells} are allowed`,
    })
  })
  .openapi({
    description: `Lists of values by the keys of inputs, or by words such as \`prompt\`: a job for each choice of one from each, up to ${mostCells}. The list that comes last varies fastest.`,
    example: { prompt: ['a fox', 'a hen'], cfg: [4, 7] },
  })

interface Body {
  readonly workflow?: unknown
  readonly inputs?: Readonly<Record<string, unknown>> | undefined
  readonly matrix?: Matrix | undefined
}

const isTask = (workflow: unknown): workflow is Task => tasks.some((one) => one === workflow)

/** Whether the batch is of a workflow, and not of the words of a picture. */
const isOfWorkflow = ({ workflow, inputs }: Body): boolean =>
  inputs !== undefined || (workflow !== undefined && !isTask(workflow))

/** The words of its first picture; none of a workflow. */
export function firstWords<B extends Body>(
  body: B,
): (Omit<B, 'workflow' | 'matrix'> & { readonly workflow?: Task | undefined }) | undefined {
  if (isOfWorkflow(body)) return undefined
  const { matrix = {}, workflow, ...own } = body
  // Of a body that is wrong altogether, the schema tells.
  const lists = isRecord(matrix) ? Object.entries(matrix) : []
  const first = lists.map(([word, list]) => [word, Array.isArray(list) ? list[0] : undefined])
  return {
    ...own,
    ...Object.fromEntries(first),
    ...(isTask(workflow) && { workflow }),
  }
}

interface Issue {
  readonly path: (string | number)[]
  readonly message: string
}

/** What does not go together. */
export function batchIssues(
  body: Body & { readonly batch_count?: number | undefined; readonly shared_run?: boolean },
): readonly Issue[] {
  const { matrix, batch_count: count, workflow } = body
  const issues: Issue[] = []
  if (matrix === undefined && count === undefined) {
    issues.push({ path: ['batch_count'], message: 'is missing; or give a matrix' })
  }
  if (matrix !== undefined && count !== undefined) {
    issues.push({
      path: ['batch_count'],
      message: 'has no place beside a matrix, which says how many jobs there are',
    })
  }
  if (body.shared_run === true && (matrix !== undefined || isOfWorkflow(body))) {
    issues.push({ path: ['shared_run'], message: 'is for several images of one prompt alone' })
  }
  if (!isOfWorkflow(body)) return [...issues, ...wordIssues(matrix ?? {})]
  if (workflow === undefined)
    issues.push({ path: ['workflow'], message: 'is missing beside inputs' })
  const sent = new Map<string, unknown>(Object.entries(body))
  const strays = strayWords.filter((word) => sent.get(word) !== undefined)
  return [
    ...issues,
    ...strays.map((word) => ({ path: [word], message: 'belongs into inputs beside a workflow' })),
  ]
}

/** What is wrong with the words in a matrix. */
function wordIssues(matrix: Matrix): readonly Issue[] {
  const known = new Map<string, z.ZodType>(Object.entries(words.shape))
  return Object.entries(matrix).flatMap(([word, list]) => {
    const schema = known.get(word)
    if (schema === undefined)
      return [{ path: ['matrix', word], message: 'is no word of a picture' }]
    return list.flatMap((value, index) => {
      const { error } = schema.safeParse(value ?? null)
      return (error?.issues ?? []).slice(0, 1).map((issue) => ({
        path: ['matrix', word, index, ...issue.path.map(String)],
        message: issue.message,
      }))
    })
  })
}

const required = ['prompt', 'model'] as const

/** The schema, which refuses words that make no sense together, and those of a picture without prompt and model. */
export const checkedBatch = <S extends z.ZodType<Body>>(schema: S): S =>
  checkedWords(
    schema.superRefine(
      (body, context) => {
        const words = new Map<string, unknown>(Object.entries(firstWords(body) ?? noWords))
        for (const word of required.filter((one) => words.get(one) === undefined)) {
          context.addIssue({ code: 'custom', path: [word], message: 'is missing' })
        }
      },
      { when: ({ value }) => isRecord(value) },
    ),
    (body) => {
      const words = new Map<string, unknown>(Object.entries(firstWords(body) ?? {}))
      return required.every((word) => words.get(word) !== undefined) ? firstWords(body) : undefined
    },
  )

const noWords = { prompt: '', model: '' }
