import { nameProblem } from '@darkroom/foundation'
import { z } from '@hono/zod-openapi'

/** A name that a client gives to something: of any script, composed, and fit for addresses and for people. */
export const nameSchema = z
  .string()
  .trim()
  .normalize('NFC')
  .min(1)
  .max(100)
  .superRefine((name, context) => {
    const problem = nameProblem(name)
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem })
  })
