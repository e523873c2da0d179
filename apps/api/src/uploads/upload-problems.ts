import { isDiskFull } from '@darkroom/foundation'
import {
  BrokenMediaError,
  EmptyInputError,
  InputTooLargeError,
  InvalidDataUrlError,
  NotMediaError,
  TooManyPixelsError,
  UnusableInputError,
  UploadDiskError,
  UploadInUseError,
  UploadNotFoundError,
  UploadsFullError,
  UrlFailedError,
  type UrlRefusal,
  UrlRefusedError,
} from '@darkroom/input-pictures'
import { retryAfter } from '../http/problem.ts'
import { invalidField, type ProblemRow, problemOf } from '../http/problem-table.ts'

const send = 'Or send the picture itself.'

const urlHint = (reason: UrlRefusal): string => {
  switch (reason) {
    case 'host-not-listed':
      return `INPUT_URL_HOSTS lists the hosts that are asked. ${send}`
    case 'port-not-listed':
      return `INPUT_URL_HOSTS lists a host with its port, such as pictures.example:8443. ${send}`
    case 'not-https':
    case 'credentials':
    case 'private-address':
    case 'too-many-redirects':
      return 'Send the picture itself.'
  }
}

export const uploadProblems: readonly ProblemRow[] = [
  problemOf(EmptyInputError, () => ({
    status: 400,
    code: 'empty_body',
    hint: 'Send the bytes as the body, as `curl --data-binary @picture.png` does, or as the file of a form.',
  })),
  problemOf(NotMediaError, () => ({
    status: 415,
    code: 'not_media',
    hint: 'PNG, JPEG, WebP, GIF and AVIF are pictures that can be used; the bytes decide, not the name.',
  })),
  problemOf(BrokenMediaError, () => ({
    status: 400,
    code: 'broken_media',
    hint: 'Open it and save it anew, or send it again.',
  })),
  problemOf(UnusableInputError, () => ({ status: 400, code: 'unusable_input' })),
  problemOf(TooManyPixelsError, () => ({
    status: 413,
    code: 'too_many_pixels',
    hint: 'Make it smaller before it is sent.',
  })),
  problemOf(InputTooLargeError, () => ({
    status: 413,
    code: 'too_large',
    hint: 'UPLOAD_FILE_LIMIT_MB is the limit of one file.',
  })),
  problemOf(UploadsFullError, () => ({
    status: 507,
    code: 'uploads_full',
    hint: 'DELETE /api/uploads/{upload_id} makes room, and what is not used for an hour makes it by itself; UPLOAD_LIMIT_MB is the limit.',
    headers: retryAfter(600),
  })),
  problemOf(UploadDiskError, (error) => ({
    status: 507,
    code: isDiskFull(error) ? 'disk_full' : 'uploads_not_writable',
    hint: isDiskFull(error)
      ? 'Free some space; nothing that was accepted is lost.'
      : 'Check the folder uploads in STATE_PATH.',
    headers: retryAfter(60),
  })),
  problemOf(UploadNotFoundError, () => ({
    status: 404,
    code: 'not_found',
    hint: 'Uploads go when they were not used for 7 days; send it again.',
  })),
  problemOf(UploadInUseError, () => ({
    status: 409,
    code: 'upload_in_use',
    hint: 'It can go when the job has ended, or was cancelled.',
  })),
  problemOf(InvalidDataUrlError, ({ message }) => invalidField('url', message)),
  problemOf(UrlRefusedError, ({ reason, message }) => ({
    status: 400,
    code: 'url_refused',
    hint: urlHint(reason),
    errors: [{ path: 'url', message }],
  })),
  problemOf(UrlFailedError, () => ({
    status: 502,
    code: 'url_failed',
    hint: `Try the address in a browser. ${send}`,
  })),
]
