import type { ImageOutcome } from '@darkroom/gallery-store'
import { z } from '@hono/zod-openapi'
import type { Logger } from 'pino'
import type { ProblemError } from '../http/problem.ts'
import { sendRows } from '../http/send-rows.ts'
import { toProblem } from '../http/to-problem.ts'
import { problemTable } from '../problem-table.ts'
import { imageExample, imageIdParam } from './gallery-image.ts'
import { noImage } from './known-image.ts'

const mostImages = 10_000

/** The ids of many pictures, each once. */
export const manyIds = z
  .array(imageIdParam.shape.id)
  .min(1)
  .max(mostImages)
  .transform((ids) => [...new Set(ids)])
  .openapi({ description: `At most ${mostImages}; each counts once.`, example: [imageExample.id] })

export const failedSchema = z
  .array(
    z
      .object({
        id: z.string(),
        status: z.int(),
        code: z.string(),
        detail: z.string(),
        hint: z.string().optional(),
      })
      .openapi('FailedImage', {
        description: 'A picture that is as it was, and why.',
        example: {
          id: 'n8YcPq1bR0d3Ms6U',
          status: 404,
          code: 'not_found',
          detail: 'There is no image "n8YcPq1bR0d3Ms6U".',
        },
      }),
  )
  .openapi({ description: 'Those that could not be: all others are done.' })

interface Done<T> {
  readonly id: string
  readonly value: T
}

interface Failed {
  readonly id: string
  readonly problem: ProblemError
}

export interface ManyDone<T> {
  /** Both in the order of the ids. */
  readonly done: readonly Done<T>[]
  readonly failed: readonly Failed[]
}

/** Tells what is done from what could not be, and why. */
export function toManyDone<T>(
  outcomes: readonly ImageOutcome<T>[],
  log: Pick<Logger, 'error'>,
): ManyDone<T> {
  const done: Done<T>[] = []
  const failed: Failed[] = []
  for (const { id, value, error } of outcomes) {
    if (value !== undefined) done.push({ id, value })
    else failed.push({ id, problem: problemOf(id, error, log) })
  }
  return { done, failed }
}

function problemOf(id: string, error: unknown, log: Pick<Logger, 'error'>): ProblemError {
  if (error === undefined) return noImage(id)
  const cause = error instanceof Error ? error : new Error(String(error))
  const problem = toProblem(cause, problemTable)
  if (problem.status === 500) {
    log.error({ id, err: problem.cause }, 'A picture of many could not be changed')
  }
  return problem
}

/** Answers `{ [name]: rows, failed }`. */
export function sendMany<T>(
  name: string,
  { done, failed }: ManyDone<T>,
  toRow: (each: Done<T>) => object | string,
): Response {
  function* rows() {
    for (const each of done) yield JSON.stringify(toRow(each))
  }
  const failures = failed.map(({ id, problem: { status, code, message, hint } }) => ({
    ...{ id, status, code },
    detail: message,
    hint,
  }))
  return sendRows(
    rows(),
    { 'cache-control': 'no-store' },
    { before: `{"${name}":[`, after: `],"failed":${JSON.stringify(failures)}}` },
  )
}
