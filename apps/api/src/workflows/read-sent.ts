import { isRecord, parseExactJson } from '@darkroom/foundation'
import { createBufferSource } from '@darkroom/media-container'
import { largestJson, readTexts, type WorkflowTexts } from '@darkroom/workflow-files'
import type { Context } from 'hono'
import type { z } from 'zod'
import { decodeText } from '../http/decode-text.ts'
import type { AppEnv } from '../http/env.ts'
import { readJson } from '../http/json-body.ts'
import { readMediaType } from '../http/media-type.ts'
import { ProblemError } from '../http/problem.ts'
import { validationProblem } from '../http/validation-problem.ts'
import { sentBytes } from '../uploads/sent-bytes.ts'
import { WorkflowFormatError } from './workflow-document.ts'

/** The most bytes of a file that is sent as a workflow: pictures and short videos carry one as well. */
const largestFile = 64 * 2 ** 20

/** The whole body of a request, or the file of a form. */
export async function readSent(c: Context<AppEnv>, limit = largestFile): Promise<Uint8Array> {
  const { content, expectedBytes = 0 } = sentBytes(c)
  if (expectedBytes > limit) throw tooLarge(limit)
  // What is as long as it was said to be is held once, where it is read.
  let bytes = Buffer.allocUnsafeSlow(expectedBytes)
  let size = 0
  for await (const piece of content) {
    if (size + piece.length > limit) throw tooLarge(limit)
    if (size + piece.length > bytes.length) bytes = grown(bytes, size + piece.length)
    bytes.set(piece, size)
    size += piece.length
  }
  if (size > 0) return bytes.subarray(0, size)
  throw new ProblemError(400, 'empty_body', 'The body is empty.', {
    hint: 'Send the file as the body, as `curl --data-binary @workflow.json` does, or as the file of a form.',
  })
}

function grown(bytes: Buffer, least: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafeSlow(Math.max(least, 2 * bytes.length, 65_536))
  larger.set(bytes)
  return larger
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

/**
 * A JSON body with a `workflow`, which stays as it was sent: a null in it is a value, and a seed may have more digits than a number.
 * The rest is read as every body.
 */
export async function readSentJson<T>(c: Context<AppEnv>, schema: z.ZodType<T>): Promise<T> {
  const bytes = await readSent(c, largestJson)
  const text = decodeText(bytes, readMediaType(c.req.header('content-type'))?.charset)
  const result = schema.safeParse(withExactWorkflow(readJson(text), text))
  if (result.success) return result.data
  throw validationProblem('json', result.error)
}

function withExactWorkflow(body: unknown, text: string): unknown {
  const exact = isRecord(body) && isRecord(body.workflow) ? parseExactJson(text) : undefined
  return isRecord(body) && isRecord(exact) ? { ...body, workflow: exact.workflow } : body
}

const tooLarge = (limit: number): ProblemError =>
  new ProblemError(413, 'too_large', `The body may have at most ${limit / 2 ** 20} MiB.`)
