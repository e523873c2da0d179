import { z } from 'zod'
import { batchFacts, batchSchema } from '../jobs/batch-facts.ts'
import { knownBatch } from '../jobs/known-batch.ts'
import { idempotencyOf } from '../jobs/submit-and-wait.ts'
import { idempotencyKey } from '../jobs/submit-arguments.ts'
import { defineTool } from '../server/define-tool.ts'
import { makesFromPictures, type Tool } from '../tool.ts'
import { batchBody } from '../words/batch-body.ts'
import { paintArguments, prompt, sizeArguments } from '../words/recipe-arguments.ts'
import { editArguments } from './edit-image.ts'

const { seed: _, ...painting } = paintArguments

const batchArguments = z.object({
  items: z
    .array(z.union([z.string().min(1), z.record(z.string(), z.unknown())]))
    .min(1)
    .max(1000)
    .optional()
    .describe(
      'A picture for each: a prompt, or an object with the one word in which the items differ, such as {"model": …}. All else is the same for all.',
    ),
  matrix: z
    .record(z.string().max(300), z.array(z.unknown()).min(1))
    .optional()
    .describe(
      'Lists of values by words, such as {"prompt": ["a fox", "a hen"], "cfg": [4, 7]}: a picture for each combination, up to 10000. Words: prompt, negative_prompt, model, seed, steps, cfg, guidance, sampler, scheduler, strength, loras, image, resolution ({"width", "height"}); of a workflow, keys of its inputs.',
    ),
  count: z
    .int()
    .min(2)
    .max(20)
    .optional()
    .describe('Pictures of one prompt, by their seeds, in place of items and matrix: 2 to 20.'),
  prompt: prompt.optional(),
  ...painting,
  ...sizeArguments,
  image: editArguments.image.optional(),
  strength: editArguments.strength,
  workflow: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('name of list_workflows; then items and matrix are of its inputs.'),
  inputs: z
    .record(z.string().max(300), z.unknown())
    .optional()
    .describe('Values of that workflow that are the same for all.'),
  seed_mode: z
    .enum(['random', 'incremental', 'fixed'])
    .optional()
    .describe('fixed: one seed for all, to compare what else differs. Default random.'),
  base_seed: z.int().min(-1).optional().describe('The first seed. Default: a new one.'),
  idempotency_key: idempotencyKey,
})

export const submitBatch: Tool = defineTool({
  name: 'submit_batch',
  title: 'Begin a batch',
  description:
    'Begins many pictures at once, all accepted or none, and returns at once: from a list of prompts, or from every combination of lists of values. get_batch tells how they are doing.',
  annotations: makesFromPictures,
  input: batchArguments,
  output: batchSchema,
  run: async (args, call) => {
    const body = await batchBody(args, call)
    const { id } = await call.house.jobs.submitBatch(
      { body },
      { caller: call.caller, idempotency: idempotencyOf('submit_batch', args, call.caller) },
    )
    const page = { from: 0, limit: 20 }
    return { structured: batchFacts(knownBatch(id, call), page, call) }
  },
})
