import type { Json } from '@darkroom/foundation'
import { z } from 'zod'
import { toJson } from './job-payload.ts'
import { remembered } from './remembered.ts'

/** A prompt on a server. */
interface Place {
  readonly server: string
  readonly promptId: string
}

/**
 * The attempt record: written durably before a prompt is posted, as the job's checkpoint. After a crash it alone
 * decides where to look and what may be posted.
 */
export interface AttemptRecord extends Place {
  /** Number of the attempt, from 1; each has a prompt id of its own. */
  readonly attempt: number
  /** Id of the socket that the prompt was submitted with, which gets its events. */
  readonly clientId: string
  /** How many times this prompt id was posted. */
  readonly posts: number
  /** The prompt was seen on the server. */
  readonly seen: boolean
  /** False: nothing of the prompt on the server could still run. */
  readonly open: boolean
  /** Servers that died or were given up with the job. */
  readonly losses: number
  /** Failures that may pass: interrupted or removed by someone, files missing, refused with 5xx. */
  readonly faults: number
  readonly outOfMemory: number
  /** How often a server had lost the job's files between their upload and their use. */
  readonly filesLost: number
  /** The prompt was stopped because it took too long. */
  readonly timedOut: boolean
  /** Servers that failed the job, or held it up behind others' prompts: another is preferred. */
  readonly avoids: readonly string[]
  /** Prompts left behind on servers that could not be reached. */
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
  // Attempt records of the first versions have neither `filesLost` nor `avoids`.
  filesLost: z.int().min(0).default(0),
  avoids: z.array(z.string()).default([]),
  abandoned: z.array(z.object({ server: z.string(), promptId: z.string() })),
})

/** Reads the attempt record; undefined for a job that was never submitted. */
export const readAttempt: (checkpoint: Json | undefined) => AttemptRecord | undefined =
  remembered(recordSchema)

export const attemptToJson = (record: AttemptRecord): Json => toJson(record)
