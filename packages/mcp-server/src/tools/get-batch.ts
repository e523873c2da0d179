import { z } from 'zod'
import { batchFacts, batchSchema, mostListed } from '../jobs/batch-facts.ts'
import { knownBatch } from '../jobs/known-batch.ts'
import { defineTool } from '../server/define-tool.ts'
import { reads, type Tool } from '../tool.ts'

export const getBatch: Tool = defineTool({
  name: 'get_batch',
  title: 'Look at a batch',
  description: 'Tells how a batch stands: counts of the whole, and job ids and pictures by page.',
  annotations: reads,
  input: z.object({
    batch_id: z.string().min(1).max(100).describe('batch_id of submit_batch.'),
    from: z.int().min(0).default(0).describe('The first job of the page, from 0.'),
    limit: z.int().min(1).max(mostListed).default(20).describe(`1 to ${mostListed}. Default 20.`),
  }),
  output: batchSchema,
  run: async ({ batch_id: id, ...page }, call) => ({
    structured: batchFacts(knownBatch(id, call), page, call),
  }),
})
