import { z } from 'zod'
import type { PromptGraph, PromptNode } from '../prompt-graph.ts'
import { lenientRecord } from './lenient.ts'

const node: z.ZodType<PromptNode> = z.looseObject({
  class_type: z.string().catch(''),
  inputs: z.record(z.string(), z.unknown()).catch({}),
  _meta: z
    .looseObject({ title: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
})

export const graphSchema: z.ZodType<PromptGraph> = lenientRecord(node)
