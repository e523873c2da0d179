import type { Json } from '@darkroom/job-queue'
import { z } from 'zod'

/** A prompt on a server. */
interface Place {
  readonly server: string
  readonly promptId: string
}

/**
 * What is written durably before a prompt is posted, as the job's checkpoint. It alone decides, after a crash, where
 * to look and what may be posted.
 */
export interface AttemptRecord extends Place {
  /** From 1; each has a prompt id of its own. */
  readonly attempt: number
  /** The socket that it was submitted with: its events go there. */
  readonly clientId: string
  /** How many times this id was posted. */
  readonly posts: number
  /** It was seen on the server. */
  readonly seen: boolean
  /** False: the server has nothing of it any more that could still run. */
  readonly open: boolean
  /** Servers that died or were given up with it. */
  readonly losses: number
  /** Failures that may pass: interrupted by someone, files missing, refused with 5xx. */
  readonly faults: number
  readonly outOfMemory: number
  /** We stopped it because it took too long. */
  readonly timedOut: boolean
  /** Servers that failed it, or held it up behind others' prompts: another is preferred. */
  readonly avoids: readonly string[]
  /** Left behind on servers that could not be reached. */
  readonly abandoned: readonly Place[]
}

const recordSchema = z.object({
  attempt: z.int().min(1),
  server: z.string(),
  promptId: z.string(),
  clientId: z.string(),
  posts: z.int().min(0),
  seen: z.boolean(),
  open: z.boolean(),
  losses: z.int().min(0),
  faults: z.int().min(0),
  outOfMemory: z.int().min(0),
  timedOut: z.boolean(),
  // Records of before 0.2 have none.
  avoids: z.array(z.string()).default([]),
  abandoned: z.array(z.object({ server: z.string(), promptId: z.string() })),
})

const known = new WeakMap<object, AttemptRecord>()

/** Undefined for a job that was never submitted. Remembered by object, for choosing a job reads those of all that wait. */
export function readAttempt(checkpoint: Json | undefined): AttemptRecord | undefined {
  if (typeof checkpoint !== 'object' || checkpoint === null) return undefined
  const found = known.get(checkpoint) ?? recordSchema.safeParse(checkpoint).data
  if (found !== undefined) known.set(checkpoint, found)
  return found
}

export const attemptToJson = (record: AttemptRecord): Json => ({
  ...record,
  avoids: [...record.avoids],
  abandoned: record.abandoned.map((place) => ({ ...place })),
})
