import { createBreaks } from '@darkroom/foundation'
import { z } from '@hono/zod-openapi'
import type { Logger } from 'pino'
import type { ProblemError } from '../http/problem.ts'
import { sendRows } from '../http/send-rows.ts'
import { toProblem } from '../http/to-problem.ts'
import { problemTable } from '../problem-table.ts'
import { imageExample, imageIdParam } from './gallery-image.ts'
import { noImage } from './known-image.ts'

/** Pictures that are in hand at once: while the files of one are changed, others are read anew. */
const atOnce = 4

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

/** Does something with each picture, a few at a time. One that fails, or is gone, does not stop the others. */
export async function eachImage<T extends object>(
  ids: readonly string[],
  work: (id: string) => Promise<T | undefined>,
  log: Pick<Logger, 'error'>,
): Promise<ManyDone<T>> {
  const results = new Map<number, Done<T> | Failed>()
  const waiting = ids.entries()
  const breaks = createBreaks()
  const takeTurns = async (): Promise<void> => {
    for (const [place, id] of waiting) {
      const result = await attempt(id, work)
      if ('problem' in result && result.problem.status === 500) {
        log.error({ id, err: result.problem.cause }, 'A picture of many could not be changed')
      }
      results.set(place, result)
      await breaks()
    }
  }
  await Promise.all(Array.from({ length: atOnce }, takeTurns))
  const ordered = ids.flatMap((_, place) => results.get(place) ?? [])
  return {
    done: ordered.filter((each) => 'value' in each),
    failed: ordered.filter((each) => 'problem' in each),
  }
}

async function attempt<T extends object>(
  id: string,
  work: (id: string) => Promise<T | undefined>,
): Promise<Done<T> | Failed> {
  try {
    const value = await work(id)
    return value === undefined ? { id, problem: noImage(id) } : { id, value }
  } catch (error) {
    const cause = error instanceof Error ? error : new Error(String(error))
    return { id, problem: toProblem(cause, problemTable) }
  }
}

/** Answers `{ [name]: rows, failed }`. */
export function sendMany<T>(
  name: string,
  { done, failed }: ManyDone<T>,
  toRow: (each: Done<T>) => object | string,
): Response {
  function* rows() {
    for (const each of done) yield toRow(each)
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
