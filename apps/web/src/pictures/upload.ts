import { toApiProblem } from '../api/answer.ts'
import { ApiProblem } from '../api/api-problem.ts'
import { toUrl } from '../api/base.ts'
import { authorization, isLocked } from '../api/token.ts'
import type { PictureReference } from './picture-reference.ts'

export interface UploadedPicture {
  readonly reference: PictureReference
  readonly width: number
  readonly height: number
  /** Whether pixels may be transparent. */
  readonly hasAlpha: boolean
}

export interface UploadOptions {
  readonly signal?: AbortSignal | undefined
  /** From 0 to 1. */
  readonly onProgress?: ((part: number) => void) | undefined
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const notPicture = (detail: string): ApiProblem =>
  new ApiProblem(detail, {
    status: 400,
    code: 'not_media',
    hint: 'PNG, JPEG, WebP, AVIF and GIF pictures can go in.',
  })

function toUploaded(body: unknown, name: string): UploadedPicture {
  if (isRecord(body)) {
    const { upload_id: upload, kind, width, height, has_alpha } = body
    const isSized = typeof width === 'number' && typeof height === 'number'
    if (kind === 'picture' && typeof upload === 'string' && isSized) {
      return { reference: { upload }, width, height, hasAlpha: has_alpha === true }
    }
  }
  throw notPicture(`${name} is no picture.`)
}

/** What the file is, the bytes decide; a type that means something else to the API is not said. */
const contentTypeOf = (file: Blob): string =>
  /^(?:image|video|audio)\//.test(file.type) ? file.type : 'application/octet-stream'

/** By XMLHttpRequest, for `fetch` tells nothing of how much has gone. */
function send(file: Blob, { signal, onProgress }: UploadOptions): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const abort = (): void => request.abort()
    signal?.addEventListener('abort', abort, { once: true })
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress?.(total === 0 ? 0 : loaded / total),
    )
    request.addEventListener('load', () => {
      const body = parsed(request.responseText)
      if (request.status === 201) resolve(body)
      else {
        if (request.status === 401) isLocked.set(true)
        reject(toApiProblem(request.status, body))
      }
    })
    request.addEventListener('error', () =>
      reject(
        new ApiProblem('The picture could not be sent.', {
          status: 0,
          code: 'unreachable',
          hint: 'Look whether Darkroom is still running, then try again.',
        }),
      ),
    )
    request.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError')))
    request.addEventListener('loadend', () => signal?.removeEventListener('abort', abort))
    request.open('POST', toUrl('/api/uploads'))
    request.setRequestHeader('content-type', contentTypeOf(file))
    for (const [name, value] of Object.entries(authorization())) {
      request.setRequestHeader(name, value)
    }
    request.send(file)
  })
}

/**
 * Gives a picture to Darkroom, which keeps it under its hash.
 *
 * @throws ApiProblem when it is no picture, too large, or nobody answers.
 */
export async function uploadPicture(
  file: Blob,
  options: UploadOptions = {},
): Promise<UploadedPicture> {
  options.signal?.throwIfAborted()
  const name = file instanceof File && file.name !== '' ? file.name : 'The file'
  if (file.size === 0) throw notPicture(`${name} is empty.`)
  return toUploaded(await send(file, options), name)
}
