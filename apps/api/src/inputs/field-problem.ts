import {
  EmptyInputError,
  InvalidDataUrlError,
  NotMediaError,
  UploadNotFoundError,
} from '@darkroom/input-pictures'
import {
  ImageTooLargeError,
  ThumbnailError,
  ThumbnailerBusyError,
  ThumbnailerClosedError,
} from '@darkroom/thumbnails'
import { ProblemError } from '../http/problem.ts'
import { type ProblemRow, problemFrom, problemOf } from '../http/problem-table.ts'
import { stoppingProblem } from '../http/stopping-problem.ts'
import { thumbnailProblems } from '../thumbnails/thumbnail-problems.ts'
import { uploadProblems } from '../uploads/upload-problems.ts'

/** What is told otherwise where a picture is a part of a request than where it is the whole of it. */
const ownRows: readonly ProblemRow[] = [
  problemOf(UploadNotFoundError, () => ({
    status: 400,
    code: 'upload_not_found',
    hint: 'Uploads go when they were not used for 7 days; send it again to POST /api/uploads.',
  })),
  problemOf(EmptyInputError, () => ({ status: 400, code: 'broken_media' })),
  problemOf(NotMediaError, () => ({
    status: 400,
    code: 'not_media',
    hint: 'PNG, JPEG, WebP, GIF and AVIF are pictures that can be used; the bytes decide, not the name.',
  })),
  problemOf(InvalidDataUrlError, () => ({ status: 400, code: 'invalid_input' })),
  problemOf(ImageTooLargeError, () => ({
    status: 413,
    code: 'too_many_pixels',
    detail: 'The picture has too many pixels.',
    hint: 'Make it smaller before it is sent.',
  })),
]

/** Faults of the decoder that are not the picture's. */
const decoderRows = thumbnailProblems.filter(
  ({ errorClass }) => errorClass === ThumbnailerBusyError,
)

/** Any other error of the decoder. A fixed text, for the error's own message names a path on our disk. */
const brokenRow = problemOf(ThumbnailError, () => ({
  status: 400,
  code: 'broken_media',
  detail: 'The picture cannot be decoded.',
  hint: 'Open it and save it anew, or send it again.',
}))

const rows: readonly ProblemRow[] = [...ownRows, ...uploadProblems, ...decoderRows, brokenRow]

function problemIn(error: unknown): ProblemError | undefined {
  if (error instanceof ProblemError) return error
  if (error instanceof ThumbnailerClosedError) return stoppingProblem(error)
  for (const row of rows) {
    const problem = row.toProblem(error)
    if (problem !== undefined) return problem
  }
  return undefined
}

/** Whether the error is about what was given, and not about us. */
const isOfField = ({ status }: ProblemError): boolean =>
  status === 400 || status === 409 || status === 413 || status === 502

/** The problem of a picture that cannot be taken, which names its field; any other error as it is. */
function fieldProblem(error: unknown, path: string): unknown {
  const problem = problemIn(error)
  if (problem === undefined || !isOfField(problem)) return problem ?? error
  const { status, code, message, hint, headers } = problem
  return problemFrom(problem, {
    status,
    code,
    detail: `${path}: ${message}`,
    errors: [{ path, message }],
    headers,
    ...(hint === undefined ? {} : { hint }),
  })
}

/** Does something about a picture; what goes wrong names its field. */
export async function inField<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw fieldProblem(error, path)
  }
}
