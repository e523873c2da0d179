import { z } from 'zod'

const usualWait = 25
/** Clients give up on a call after a minute. */
const longestWait = 55

export const waitSeconds = z
  .number()
  .min(0)
  .default(usualWait)
  .transform((seconds) => Math.min(seconds, longestWait))
  .describe(
    `How long to wait for the end, in seconds; at most ${longestWait}, default ${usualWait}, 0 returns at once. What is not done then goes on: call wait_for_job.`,
  )

export const idempotencyKey = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .describe('The same key with the same arguments is the same job, so that a call can be repeated.')

/** Arguments of every tool that has something made. */
export const submitArguments = { wait_seconds: waitSeconds, idempotency_key: idempotencyKey }

export interface SubmitArguments {
  readonly wait_seconds: number
  readonly idempotency_key?: string | undefined
}

export const count = z
  .int()
  .min(1)
  .max(20)
  .optional()
  .describe('Pictures of these words, each with a seed of its own: 1 to 20. Default 1.')
