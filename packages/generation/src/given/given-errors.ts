import { type ComfyError, ComfyResponseError } from '@darkroom/comfy-client'
import type { JobError } from '@darkroom/job-queue'
import { jobError } from '../job/job-error.ts'

/** The error of a file that a server did not take, whatever else it may take. */
export function uploadError(error: ComfyError, { server }: { readonly server: string }): JobError {
  const status = error instanceof ComfyResponseError ? error.status : 0
  switch (status) {
    case 413:
      return jobError('permanent', 'comfyui_too_large', `${server} finds an input file too large`, {
        hint: 'Raise --max-upload-size on the server, and the limit of a proxy before it, or give it a smaller file.',
      })
    case 401:
    case 403:
      return jobError('permanent', 'comfyui_forbidden', `ComfyUI refuses us (${status})`, {
        hint: 'Check the address and what stands between: a proxy, a login, --enable-cors-header.',
      })
    default:
      return jobError(
        'permanent',
        'input_refused',
        `${server} did not take an input file: ${error.message}`,
        {
          hint: 'Its disk may be full or its input folder read-only; the log of ComfyUI says why.',
        },
      )
  }
}

/** The error of a server that keeps a file under another name than it was given. */
export const renamedError = (name: string, { server }: { readonly server: string }): JobError =>
  jobError(
    'permanent',
    'input_refused',
    `${server} keeps an input file under another name, ${JSON.stringify(name)}`,
    { hint: 'Something there does not replace files: empty its input folder, or update ComfyUI.' },
  )

/** The error of a job whose files a server loses again and again. */
export const lostError = (name: string, { server }: { readonly server: string }): JobError =>
  jobError(
    'permanent',
    'input_lost',
    `${server} loses the input file ${name} again and again before it is read`,
    {
      hint: 'Find the program or extension that empties the input folder of ComfyUI, and stop it.',
    },
  )
