import { z } from 'zod'
import { isRelativePath } from './check-path.ts'

/** A move between paths relative to the root. */
export interface Move {
  readonly from: string
  readonly to: string
  readonly size: number
  readonly mtime_ms: number
}

/** What is moved together, as a plan tells it. */
export interface PlannedOperation {
  /** The moves with the image first: once it has moved, the rest follows. */
  readonly moves: readonly Move[]
  /** A directory made for this operation; deleted if the operation did not happen. */
  readonly created?: string | undefined
  /** A directory to delete once the operation has happened. */
  readonly discarded?: string | undefined
}

interface Plan {
  readonly schema: 'darkroom-operations/1'
  /** Each by itself: some may have happened and others not. */
  readonly operations: readonly PlannedOperation[]
}

const pathSchema = z.string().refine(isRelativePath)

const fields = {
  moves: z.array(
    z.object({ from: pathSchema, to: pathSchema, size: z.number(), mtime_ms: z.number() }),
  ),
  created: pathSchema.optional(),
  discarded: pathSchema.optional(),
}

const planSchema: z.ZodType<Plan> = z.object({
  schema: z.literal('darkroom-operations/1'),
  operations: z.array(z.object(fields)),
})

/** Plans of before were for one operation. */
const singleSchema = z.object({ schema: z.literal('darkroom-operation/1'), ...fields })

const schema = z.union([planSchema, singleSchema])

export function writePlan(operations: readonly PlannedOperation[]): string {
  const plan: Plan = {
    schema: 'darkroom-operations/1',
    operations: operations.map(({ moves, created, discarded }) => ({ moves, created, discarded })),
  }
  return JSON.stringify(plan)
}

/** The operations of a plan; undefined for a text that is none. */
export function readPlan(text: string | undefined): readonly PlannedOperation[] | undefined {
  try {
    const plan = schema.parse(JSON.parse(text ?? ''))
    return 'operations' in plan ? plan.operations : [plan]
  } catch {
    return undefined
  }
}
