import { z } from '@hono/zod-openapi'
import { galleryImageSchema, imageExample } from '../gallery/gallery-image.ts'
import { askedRecipe, changedRecipe } from '../generate/asked-recipe.ts'
import { errorInfoSchema, jobSchema, prioritySchema } from '../generate/generate-schemas.ts'
import { jobExample } from '../generate/job-examples.ts'
import { pictureFields } from '../generate/picture-fields.ts'
import { waitingFields } from '../generate/waiting-schema.ts'
import { uuidSchema } from '../http/fields.ts'
import { frameExample } from '../stories/story-schemas.ts'
import { jobWebhookBodySchema } from '../webhooks/webhook-schemas.ts'
import { valuesSchema, workflowNameParam } from '../workflows/workflow-schemas.ts'
import { sequenceExample, summaryExample } from './group-examples.ts'
import { againDescription, againFields, groupProgress, seedModeSchema } from './group-schemas.ts'
import { sequenceProblems } from './sequence-problems.ts'

const { sequence_id } = sequenceExample
// A frame is one picture.
const { prompt, batch_size: _, ...parameters } = askedRecipe.shape

const workflowSchema = z
  .union([workflowNameParam.shape.name, z.record(z.string(), z.unknown())])
  .openapi({
    description:
      'A name of `GET /api/workflows`, or a workflow itself as `POST /api/run` takes it, in place of `parameters`: its input `prompt` has the prompt of each frame, and the others come as `inputs`.',
    example: 'image-to-image-sdxl',
  })

/** Parameters that a frame that is made anew can be given. */
const changedParameters = changedRecipe.omit({ prompt: true, batch_size: true })

/** Parameters in which a frame may differ from the sequence. */
const { workflow: __, ...ownPictures } = pictureFields.shape
const frameParametersSchema = z.strictObject({ ...changedParameters.shape, ...ownPictures })

const sequenceParameters = z.strictObject({
  ...parameters,
  ...pictureFields.shape,
  model: parameters.model.optional().openapi({ description: 'Default: the one of the story.' }),
  negative_prompt: parameters.negative_prompt.unwrap().optional(),
})

/** The parameters of a body that has none. */
const unsaidParameters = JSON.stringify(sequenceParameters.parse({}))

const framePromptSchema = z.strictObject({
  frame_number: z.int().min(1).max(1000),
  prompt,
  description: z.string().max(4000).default(''),
  shot_type: z.string().max(200).default(''),
  editable: z.boolean().optional(),
  parameters: frameParametersSchema.optional(),
  inputs: valuesSchema.optional(),
})

export const sequenceBodySchema = z
  .strictObject({
    sequence_id: uuidSchema.optional().openapi({
      description:
        'From POST /api/sequence/prompts. Without it, the prompts are your own, of no story.',
    }),
    prompts: z
      .array(framePromptSchema)
      .min(1)
      .max(50)
      .refine(
        (frames) => new Set(frames.map((frame) => frame.frame_number)).size === frames.length,
        'must not have two frames of the same number',
      ),
    // Not `prefault({})`: a default that its own schema fills up breaks generators of clients.
    parameters: sequenceParameters
      .optional()
      .transform((given) => given ?? sequenceParameters.parse({})),
    workflow: workflowSchema.optional(),
    inputs: valuesSchema.optional(),
    previous_frame_as: z.string().min(1).max(300).optional().openapi({
      description:
        'What each frame but the first takes the picture of the one before as: `image`, or the first of `references`; of a workflow, an input for a picture. The first frame takes what is given there, or is made without. Such frames are made one after the other.',
      example: 'image',
    }),
    seed_mode: seedModeSchema.default('fixed'),
    priority: prioritySchema.default(0),
    webhook: jobWebhookBodySchema.optional(),
    chain: z
      .boolean()
      .default(false)
      .openapi({ description: 'Each frame waits for the one before.' }),
  })
  .superRefine((body, context) => {
    const hasParameters = JSON.stringify(body.parameters) !== unsaidParameters
    for (const { path, message } of sequenceProblems(body, { hasParameters })) {
      context.addIssue({ code: 'custom', path: [...path], message })
    }
  })
  .openapi('SequenceRequest', {
    example: { sequence_id, prompts: [frameExample], seed_mode: 'fixed' },
  })
export type SequenceBody = z.infer<typeof sequenceBodySchema>

export const sequenceAgainSchema = z
  .strictObject(againFields)
  .openapi('SequenceAgainRequest', { description: againDescription })

/** Changes to one frame that is made anew. */
export const frameChangeSchema = z
  .strictObject({
    prompt: prompt.optional(),
    description: z.string().max(4000).optional(),
    shot_type: z.string().max(200).optional(),
    parameters: frameParametersSchema.optional(),
    inputs: valuesSchema.optional().openapi({
      description:
        'Of a frame that was made by a workflow: other values for its inputs. The workflow is that of its name now.',
    }),
  })
  .openapi('FrameChange', {
    description: 'What is not given stays as it was; the seed is a new one unless given.',
    example: { prompt: `${imageExample.prompt}, in the rain`, parameters: { steps: 30 } },
  })
export type FrameChangeBody = z.infer<typeof frameChangeSchema>

export const frameParam = z.object({
  sequence_id: uuidSchema,
  frame_number: z.coerce.number<string>().int().min(1).max(1000),
})

export const acceptedFrameSchema = z
  .object({
    sequence_id: uuidSchema,
    frame_number: z.int(),
    request_id: uuidSchema,
    status: z.literal('queued'),
    seed: z.int(),
    estimated_time: z.number().nullable(),
  })
  .openapi('AcceptedFrame', {
    example: {
      sequence_id,
      frame_number: 2,
      request_id: jobExample.request_id,
      status: 'queued',
      seed: 43,
      estimated_time: 9.5,
    },
  })

export const acceptedSequenceSchema = z
  .object({
    sequence_id: uuidSchema,
    status: z.literal('queued'),
    estimated_time: z.number().nullable(),
  })
  .openapi('AcceptedSequence', {
    example: { sequence_id, status: 'queued', estimated_time: 66.5 },
  })
export type AcceptedSequence = z.infer<typeof acceptedSequenceSchema>

/** How a job of a frame stands. */
const frameStanding = {
  request_id: uuidSchema,
  status: groupProgress.status,
  ...waitingFields,
  eta_seconds: jobSchema.shape.eta_seconds,
  error: jobSchema.shape.error,
  error_info: errorInfoSchema.optional(),
}

export const sequenceSchema = z
  .object({
    sequence_id: uuidSchema,
    total_frames: z.int(),
    completed_frames: z.int(),
    failed_frames: z.array(z.int()),
    current_frame: z.int().optional(),
    frames: z.array(
      z.object({
        frame_number: z.int(),
        prompt: z.string(),
        description: z.string(),
        shot_type: z.string(),
        ...frameStanding,
        seed: z.int(),
        workflow: z.string().optional().openapi({
          description:
            'The workflow that makes it, by its name, "" for one without; absent where it is made of parameters.',
        }),
        image: galleryImageSchema.optional().openapi({ description: 'The picture it has.' }),
        redo: z
          .object(frameStanding)
          .optional()
          .openapi({ description: 'It is being made anew, or could not be; `image` stands.' }),
      }),
    ),
    story: z
      .object({
        description: z.string(),
        arc: z.string(),
        style: z.string(),
        keywords: z.array(z.string()),
        characters: z.array(z.string()),
        setting: z.string(),
        atmosphere: z.string(),
        prefix: z.string(),
        producer: z.string(),
      })
      .optional(),
    ...groupProgress,
  })
  .openapi('Sequence', { example: sequenceExample })
export type Sequence = z.infer<typeof sequenceSchema>

export const sequenceSummarySchema = z
  .object({
    sequence_id: uuidSchema,
    description: z.string().openapi({
      description: 'The story; the prompt of the first frame where there is none.',
    }),
    status: groupProgress.status,
    paused: groupProgress.paused,
    ...waitingFields,
    total_frames: z.int(),
    completed_frames: z.int(),
    failed_frames: z.array(z.int()),
    thumbnails: z
      .array(z.string())
      .openapi({ description: 'Of its first pictures, four at most.' }),
    estimated_seconds_remaining: groupProgress.estimated_seconds_remaining,
    created_at: groupProgress.created_at,
    completed_at: groupProgress.completed_at,
  })
  .openapi('SequenceSummary', { example: summaryExample })
export type SequenceSummary = z.infer<typeof sequenceSummarySchema>
