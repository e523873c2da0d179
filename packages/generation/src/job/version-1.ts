import type { Inputs } from '@darkroom/workflow-builder'
import { z } from 'zod'
import type { PromptTexts } from './job-request.ts'

/** The only workflow there was when payloads did not name one. */
export const onlyWorkflow = 'text-to-image'

const requestSchema = z
  .object({
    prompt: z.string(),
    negativePrompt: z.string(),
    model: z.string(),
    seed: z.int(),
    steps: z.number(),
    cfg: z.number(),
    sampler: z.string(),
    scheduler: z.string(),
    width: z.number(),
    height: z.number(),
    loras: z.array(
      z.object({ name: z.string(), strengthModel: z.number(), strengthClip: z.number() }),
    ),
    batchSize: z.number(),
  })
  .partial()

/** Inputs of a request, or of a frame's own part of one, as written in journals of version 1. */
export const requestInputs: z.ZodType<Inputs> = requestSchema.transform(
  ({ negativePrompt, width, height, loras, batchSize, ...same }) =>
    withoutUndefined({
      ...same,
      negative_prompt: negativePrompt,
      resolution: width === undefined || height === undefined ? undefined : { width, height },
      loras: loras?.map(({ name, strengthModel, strengthClip }) => ({
        name,
        strength_model: strengthModel,
        strength_clip: strengthClip,
      })),
      batch_size: batchSize,
    }),
)

export const promptTexts: z.ZodType<PromptTexts> = z
  .object({ prompt: z.string(), negativePrompt: z.string() })
  .transform(({ prompt, negativePrompt }) => ({ prompt, negative_prompt: negativePrompt }))

const withoutUndefined = (inputs: Inputs): Inputs =>
  Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined))
