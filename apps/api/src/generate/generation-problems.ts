import {
  ComfyAnswerError,
  ComfyUnavailableError,
  ConflictError,
  DiskLowError,
  GalleryMissingError,
  GalleryReadOnlyError,
  InvalidRequestError,
  MissingFilesError,
  NotFoundError,
  NotReadyError,
  NotRunnableError,
  QueueFullError,
  QuotaExceededError,
  TooManyJobsError,
  WrongStateError,
} from '@darkroom/generation'
import { PayloadTooLargeError, StorageFullError } from '@darkroom/job-queue'
import { ProblemError, retryAfter } from '../http/problem.ts'
import { didYouMean, invalidField, type ProblemRow, problemOf } from '../http/problem-table.ts'
import { diskFull } from '../http/to-problem.ts'
import { modelList } from '../http/validation-problem.ts'
import { missingFiles, notRunnable } from './not-runnable.ts'

const tooMany = 'Wait for some of them to end, or cancel some.'

/** What to do about a gallery that is away. */
export const awayHint =
  'Bring the folder of GALLERY_STORAGE_PATH back: all goes on by itself, and nothing that was accepted is lost. If what is there now is the gallery from now on, delete galleries.json in STATE_PATH.'
export const lowHint = 'Free some space, or set MIN_FREE_MB; nothing that was accepted is lost.'
export const readOnlyHint =
  'Make the folder of GALLERY_STORAGE_PATH writable: all goes on by itself, and nothing that was accepted is lost.'

/** The problem of a request that only reads. */
export const toAwayProblem = ({ message, retryAfterSeconds }: GalleryMissingError): ProblemError =>
  new ProblemError(503, 'gallery_missing', message, {
    hint: awayHint,
    headers: retryAfter(retryAfterSeconds),
  })

/** The nearest names, and where all of them are listed. */
function hintOf(
  nearest: readonly string[],
  missing: 'model' | 'choice' | undefined,
): string | undefined {
  const list = { model: modelList, choice: 'GET /api/samplers lists samplers and schedulers.' }
  const parts = [didYouMean(nearest), missing && list[missing]].filter((part) => part !== undefined)
  return parts.length === 0 ? undefined : parts.join(' ')
}

/** The message as it is read after its field, which it may begin with. */
const afterField = (field: string, message: string): string =>
  message.startsWith(field) ? message.slice(field.length).replace(/^:? /, '') : message

export const generationProblems: readonly ProblemRow[] = [
  problemOf(ConflictError, () => ({
    status: 422,
    code: 'idempotency_key_reused',
    detail: 'This Idempotency-Key was used before with another body.',
    hint: 'Use a new key for a new request.',
  })),
  problemOf(InvalidRequestError, ({ field, message, nearest, missing }) => ({
    ...invalidField(field, afterField(field, message), { nearest }),
    hint: hintOf(nearest, missing?.kind),
  })),
  problemOf(NotRunnableError, notRunnable),
  problemOf(MissingFilesError, missingFiles),
  problemOf(ComfyUnavailableError, ({ hint, retryAfterSeconds }) => ({
    status: 503,
    code: 'comfyui_unavailable',
    hint,
    headers: retryAfter(retryAfterSeconds),
  })),
  problemOf(ComfyAnswerError, ({ hint }) => ({ status: 502, code: 'comfyui_answer', hint })),
  problemOf(QueueFullError, ({ retryAfterSeconds }) => ({
    status: 503,
    code: 'queue_full',
    hint: tooMany,
    headers: retryAfter(retryAfterSeconds),
  })),
  problemOf(QuotaExceededError, ({ retryAfterSeconds }) => ({
    status: 429,
    code: 'quota_exceeded',
    hint: tooMany,
    headers: retryAfter(retryAfterSeconds),
  })),
  problemOf(TooManyJobsError, ({ of }) => ({
    status: 413,
    code: 'too_large',
    hint: `Split it, or set ${of === 'all' ? 'QUEUE_LIMIT' : 'QUEUE_LIMIT_PER_CLIENT'}.`,
  })),
  problemOf(PayloadTooLargeError, ({ bytes, limit }) => ({
    status: 413,
    code: 'too_large',
    detail: `What is asked for has ${bytes} bytes as it would be stored, and at most ${limit} can be.`,
    hint: 'Split a batch into smaller ones, or shorten its texts; a single workflow has to be smaller.',
  })),
  problemOf(DiskLowError, ({ retryAfterSeconds }) => ({
    status: 507,
    code: 'disk_full',
    hint: lowHint,
    headers: retryAfter(retryAfterSeconds),
  })),
  problemOf(GalleryMissingError, ({ retryAfterSeconds }) => ({
    status: 507,
    code: 'gallery_missing',
    hint: awayHint,
    headers: retryAfter(retryAfterSeconds),
  })),
  problemOf(GalleryReadOnlyError, ({ retryAfterSeconds }) => ({
    status: 507,
    code: 'gallery_read_only',
    hint: readOnlyHint,
    headers: retryAfter(retryAfterSeconds),
  })),
  problemOf(NotReadyError, ({ retryAfterSeconds }) => ({
    status: 503,
    code: 'not_ready',
    headers: retryAfter(retryAfterSeconds),
  })),
  problemOf(NotFoundError, () => ({ status: 404, code: 'not_found' })),
  problemOf(WrongStateError, () => ({ status: 409, code: 'wrong_state' })),
  problemOf(StorageFullError, () => diskFull),
]
