import { parseExactJson } from '@darkroom/foundation'
import { createBufferSource } from '@darkroom/media-container'
import { largestJson, readTexts, type WorkflowTexts } from '@darkroom/workflow-files'
import type { Context } from 'hono'
import type { z } from 'zod'
import type { AppEnv } from '../http/env.ts'
import { ProblemError } from '../http/problem.ts'
import { validationProblem } from '../http/validation-problem.ts'
import { sentBytes } from '../uploads/sent-bytes.ts'
import { WorkflowFormatError } from './workflow-document.ts'

/** The most bytes of a file that is sent as a workflow: a long video carries one as well. */
const largestFile = 256 * 2 ** 20

/** The whole body of a request, or the file of a form. */
export async function readSent(c: Context<AppEnv>): Promise<Uint8Array> {
  const { content, expectedBytes = 0 } = sentBytes(c)
  const pieces: Uint8Array[] = []
  let size = 0
  if (expectedBytes > largestFile) throw tooLarge(largestFile)
  for await (const piece of content) {
    size += piece.length
    if (size > largestFile) throw tooLarge(largestFile)
    pieces.push(piece)
  }
  if (size > 0) return Buffer.concat(pieces)
  throw new ProblemError(400, 'empty_body', 'The body is empty.', {
    hint: 'Send the file as the body, as `curl --data-binary @workflow.json` does, or as the file of a form.',
  })
}

/**
 * The graphs in what was sent.
 * @throws WorkflowFormatError
 */
export function textsOf(content: Uint8Array): WorkflowTexts {
  const reading = readTexts(createBufferSource(content))
  if (reading.kind === 'texts') return reading.texts
  throw new WorkflowFormatError(`What was sent ${reading.problem}`)
}

/** A JSON body as it was sent: a null in a workflow is a value, and a seed may have more digits than a number. */
export async function readSentJson<T>(c: Context<AppEnv>, schema: z.ZodType<T>): Promise<T> {
  const bytes = await readSent(c)
  if (bytes.length > largestJson) throw tooLarge(largestJson)
  const result = schema.safeParse(parse(bytes))
  if (result.success) return result.data
  throw validationProblem('json', result.error)
}

const tooLarge = (limit: number): ProblemError =>
  new ProblemError(413, 'too_large', `The body may have at most ${limit / 2 ** 20} MiB.`)

const invalidJson = (cause: unknown): ProblemError =>
  new ProblemError(400, 'invalid_json', 'The body is not valid JSON.', { cause })

function parse(bytes: Uint8Array): unknown {
  try {
    return parseExactJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw invalidJson(error)
  }
}
