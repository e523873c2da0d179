import { createHash } from 'node:crypto'
import {
  type AskedJob,
  type Caller,
  DoorError,
  type Idempotency,
  type Submitted,
} from '@darkroom/door-ports'
import { toCanonicalJson } from '@darkroom/foundation'
import { doorName } from '../door-name.ts'
import type { Answer, Call } from '../tool.ts'
import { type JobResult, toJobResult } from './job-result.ts'
import type { SubmitArguments } from './submit-arguments.ts'
import { waitForJobs } from './wait-for-jobs.ts'

/**
 * The key that the model gave, with what it was given for: how long it waits for the answer is no part of that. Models choose
 * short keys, and those of two clients the same ones: so each client's are its own.
 */
export function idempotencyOf(
  tool: string,
  {
    idempotency_key: key,
    wait_seconds: _,
    ...asked
  }: Pick<SubmitArguments, 'idempotency_key'> & {
    readonly wait_seconds?: number
  },
  { client }: Pick<Caller, 'client'>,
): Idempotency | undefined {
  if (key === undefined) return undefined
  const fingerprint = createHash('sha256').update(toCanonicalJson({ tool, asked })).digest('hex')
  return { key: `${doorName} ${client} ${key}`, fingerprint }
}

interface Submission {
  /** Of the tool. */
  readonly tool: string
  /** As they were given. */
  readonly args: SubmitArguments & { readonly n?: number | undefined }
}

/** Has something made, and waits for it as long as was asked for. */
export async function submitAndWait(
  asked: AskedJob,
  { tool, args }: Submission,
  call: Call,
): Promise<Answer<JobResult>> {
  const submitted = await call.house.jobs.submit(asked, {
    caller: call.caller,
    count: args.n,
    idempotency: idempotencyOf(tool, args, call.caller),
    note: { door: doorName },
  })
  return await answerTo(submitted, args.wait_seconds, call)
}

export async function answerTo(
  { ids, batchId }: Submitted,
  seconds: number,
  call: Call,
): Promise<Answer<JobResult>> {
  const [first, ...others] = await waitForJobs(ids, seconds, call)
  if (first === undefined) {
    throw new DoorError(404, 'not_found', 'The job was accepted once and is forgotten by now.', {
      hint: 'Look for its pictures with search_gallery.',
    })
  }
  const answer = await toJobResult([first, ...others], call)
  return { ...answer, structured: { ...answer.structured, batch_id: batchId } }
}
