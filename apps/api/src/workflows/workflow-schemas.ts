import { nameProblem } from '@darkroom/foundation'
import { inputEditsSchema, inputTypes } from '@darkroom/workflow-converter'
import { z } from '@hono/zod-openapi'
import { timeSchema } from '../http/fields.ts'
import { jobWebhookBodySchema } from '../webhooks/webhook-schemas.ts'

const inputExample = {
  key: 'prompt',
  label: 'Prompt',
  role: 'prompt',
  type: 'text' as const,
  default: 'a lighthouse on a cliff',
  required: false,
  from: 'role' as const,
}

export const workflowInputSchema = z
  .object({
    key: z.string().openapi({
      description:
        'The name to set it by: that of its role where the graph proves it. `<node path>.<widget>` always works as well.',
    }),
    label: z.string(),
    role: z.string().optional(),
    group: z.string().optional(),
    type: z.enum(inputTypes),
    default: z.unknown().optional().openapi({ description: 'What it was saved with.' }),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    step: z.number().optional(),
    choices: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
    required: z.boolean(),
    help: z.string().optional(),
    from: z.enum(['app_mode', 'declared', 'promoted', 'title', 'role']),
  })
  .openapi('WorkflowInput', { example: inputExample })

const outputSchema = z.object({
  node: z.string(),
  class: z.string(),
  label: z.string(),
  type: z.enum(['image', 'video', 'audio', 'text', '3d', 'other']),
  preview: z.boolean().openapi({ description: 'Whether it only shows what it makes.' }),
})

const missingSchema = z.object({
  node_classes: z.array(z.string()),
  models: z.array(z.string()),
})

export const workflowCheckSchema = z
  .object({
    server: z.string(),
    runnable: z.boolean(),
    missing: missingSchema,
    problems: z.array(
      z.object({
        path: z.string(),
        message: z.string(),
        nearest: z
          .array(z.string())
          .optional()
          .openapi({ description: 'The names that may have been meant, best first.' }),
      }),
    ),
  })
  .openapi('WorkflowCheck', {
    example: {
      server: 'localhost:8188',
      runnable: false,
      missing: { node_classes: [], models: ['dreamscape_xl.safetensors'] },
      problems: [
        {
          path: '4.ckpt_name',
          message: 'it is "dreamscape_xl.safetensors", which is not in the list',
          nearest: ['base/dreamscape_xl.safetensors'],
        },
      ],
    },
  })

export const workflowSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    description: z.string(),
    source: z.enum(['built_in', 'file']),
    task: z.string().openapi({
      description: 'What it makes of what, such as `image-to-video`; empty where it is not proved.',
    }),
    family: z.string().optional().openapi({ description: 'The family of the models it takes.' }),
    file: z.string().optional().openapi({ description: 'Where it is a file.' }),
    inputs: z.array(workflowInputSchema),
    hidden_inputs: z
      .array(workflowInputSchema)
      .openapi({ description: 'What can be set as well, and is not shown.' }),
    outputs: z.array(outputSchema),
    runnable: z.boolean().openapi({ description: 'Whether a server can run it now.' }),
    missing: missingSchema.openapi({ description: 'What the server lacks that lacks least.' }),
    servers: z.array(z.string()).openapi({ description: 'Those that can run it.' }),
    problems: z
      .array(z.string())
      .openapi({ description: 'Why it cannot be used, or cannot be converted: sentences.' }),
    notes: z.array(z.string()).openapi({ description: 'What was not clear: sentences.' }),
    updated_at: timeSchema.optional(),
  })
  .openapi('Workflow', {
    example: {
      name: 'portrait',
      title: 'portrait',
      description: '',
      source: 'file',
      task: 'text-to-image',
      family: 'sdxl',
      file: 'portrait.png',
      inputs: [inputExample],
      hidden_inputs: [],
      outputs: [
        { node: '9', class: 'SaveImage', label: 'Save Image', type: 'image', preview: false },
      ],
      runnable: true,
      missing: { node_classes: [], models: [] },
      servers: ['localhost:8188'],
      problems: [],
      notes: [],
      updated_at: '2026-11-22T15:30:12.000+00:00',
    },
  })

const workflowName = z
  .string()
  .min(1)
  .max(200)
  .superRefine((name, context) => {
    const problem = nameProblem(name)
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem })
  })
  .openapi({ example: 'portrait' })

export const workflowNameParam = z.object({ name: workflowName })
export const graphQuery = z.object({
  server: z.string().max(500).optional().openapi({ description: 'A `name` of GET /api/servers.' }),
})
export const restoreQuery = z.object({
  trash: z.string().max(200).optional().openapi({
    description: 'What lies in this folder, as DELETE told it. Else what was deleted last.',
    example: '.trash/20261122T153012345Z-1f4be2c0',
  }),
})
export const workflowsQuery = z.object({
  source: z.enum(['built_in', 'file']).optional(),
  task: z.string().max(100).optional().openapi({ description: 'Only those that do this.' }),
  family: z.string().max(100).optional().openapi({ description: 'Only those of these models.' }),
})
export const newWorkflowQuery = z.object({ name: workflowName.optional() })

/** More values than any workflow has inputs. */
const mostValues = 500

export const valuesSchema = z
  .record(z.string().max(300), z.unknown())
  .refine(
    (values) => Object.keys(values).length <= mostValues,
    `may have at most ${mostValues} values`,
  )
  .openapi({
    description:
      'Values by the keys of inputs, or by `<node path>.<widget>`; what is left out stays as saved.',
    example: { prompt: 'a lighthouse at dawn', seed: -1 },
  })
const prioritySchema = z.int().min(-100).max(100).optional().openapi({
  description: 'Higher runs first. Default 0.',
})

export const runBodySchema = z
  .strictObject({
    inputs: valuesSchema.optional(),
    priority: prioritySchema,
    webhook: jobWebhookBodySchema.optional(),
  })
  .openapi('RunBody', { example: { inputs: { prompt: 'a lighthouse at dawn', seed: -1 } } })

export const deletedWorkflowSchema = z
  .object({ deleted: z.literal(true), trash: z.string() })
  .openapi('DeletedWorkflow', {
    example: { deleted: true, trash: '.trash/20261122T153012345Z-1f4be2c0' },
  })

export const inputEditsBodySchema = inputEditsSchema.meta({
  id: 'WorkflowInputEdits',
  example: {
    inputs: { prompt: { label: 'What to paint' }, cfg: { hidden: true } },
    order: ['prompt'],
  },
})

export const editedInputsSchema = z
  .object({
    inputs: z.array(workflowInputSchema),
    hidden_inputs: z.array(workflowInputSchema),
    left_out: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .openapi({ description: 'What of the edits does not fit the workflow, by its field.' }),
  })
  .openapi('EditedInputs', {
    example: {
      inputs: [{ ...inputExample, label: 'What to paint' }],
      hidden_inputs: [],
      left_out: [
        {
          path: 'inputs.steps.maximum',
          message: 'The limits of "steps" are left out: no value is within them.',
        },
      ],
    },
  })

export const inputsToEditSchema = editedInputsSchema
  .extend({
    edits: inputEditsBodySchema,
    inputs: z
      .array(workflowInputSchema)
      .openapi({ description: 'As they are found, without the edits.' }),
    hidden_inputs: z.array(workflowInputSchema).openapi({
      description: 'What can be set as well and would not be shown, without the edits.',
    }),
  })
  .openapi('InputsToEdit', {
    example: {
      edits: { inputs: { prompt: { label: 'What to paint' } } },
      inputs: [inputExample],
      hidden_inputs: [],
      left_out: [],
    },
  })

/** The body of a workflow that is not kept; what is in `workflow`, the converter reads. */
export const runOnceBodySchema = z.strictObject({
  workflow: z.record(z.string(), z.unknown()),
  inputs: valuesSchema.optional(),
  priority: prioritySchema,
  webhook: jobWebhookBodySchema.optional(),
})
