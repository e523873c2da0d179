import {
  type ComfyError,
  ComfyResponseError,
  ComfyValidationError,
  type ExecutionFailure,
} from '@darkroom/comfy-client'
import type { JobError } from '@darkroom/job-queue'
import { picturesOf } from '../job/inputs.ts'
import { jobError } from '../job/job-error.ts'
import type { JobPayload } from '../job/job-payload.ts'
import type { ServerDevice } from '../servers/server-state.ts'
import type { EndReason } from './decide.ts'

const gibibytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`

/** The error of a node that raised an exception: trying again would raise it again, so the job ends. */
export function executionError(failure: ExecutionFailure): JobError {
  const { nodeId, nodeClass, exceptionType, exceptionMessage } = failure
  // Pillow names the path on the server, which is nobody's business.
  const said = exceptionType.endsWith('UnidentifiedImageError')
    ? 'that is no picture it can read'
    : withoutFolders(exceptionMessage.trim().split('\n')[0] ?? '')
  const files = filesOf(failure)
  const where = files.length > 0 ? ` with ${files.join(', ')}` : ''
  return jobError(
    'permanent',
    'execution_failed',
    `${nodeClass || 'A node'} failed${where}: ${said || exceptionType}`,
    { nodeId, nodeClass, hint: hintFor(failure) },
  )
}

/** Paths of the server are nobody's business; the names of their files are, for they say what broke. */
const withoutFolders = (text: string): string =>
  text.slice(0, longestMessage).replace(quotedPath, '$1$2$1').replace(barePath, '$1')

const quotedPath = /(['"])(?:[a-z]:)?[\\/][^'"\n]*[\\/]([^\\/'"\n]+)\1/gi

const barePath = /(?<![\w.:/\\<'"])(?:[a-z]:)?[\\/](?:[^\\/\s'"<>|:*?]+[\\/])+([^\\/\s'"<>|:*?]+)/gi

const longestMessage = 2_000

/** The files that the failed node was to read: its inputs that look like names of files. */
const filesOf = ({ inputs }: ExecutionFailure): readonly string[] =>
  Object.values(inputs)
    .filter((value) => value.length <= longestName && /\.[a-z]\w{1,10}$/i.test(value))
    .slice(0, 3)

const longestName = 255

/** Messages of PyTorch when the card or its driver has failed, until ComfyUI is restarted, or does not fit the work. */
const deviceFailure =
  /\b(?:CUDA|HIP|cuDNN|cuBLAS|CUBLAS|XPU|MPS)\b.{0,40}\berror\b|device-side assert|illegal memory access|unspecified launch failure|no kernel image|no NVIDIA driver/i

/** True when the job is not to blame, or not alone: another server may well run it. */
export const isDeviceFailure = (failure: ExecutionFailure): boolean =>
  !failure.isOutOfMemory &&
  (failure.exceptionType.endsWith('AcceleratorError') ||
    deviceFailure.test(failure.exceptionMessage))

const isNoPicture = ({ nodeClass, exceptionType }: ExecutionFailure): boolean =>
  exceptionType.endsWith('UnidentifiedImageError') || /^LoadImage/.test(nodeClass)

function hintFor(failure: ExecutionFailure): string {
  const { nodeClass, exceptionMessage } = failure
  if (isDeviceFailure(failure)) {
    return 'The graphics card or its driver has failed; restart ComfyUI, then try again.'
  }
  if (isNoPicture(failure)) {
    return 'The file is damaged, or no picture that ComfyUI can read; use a PNG or JPEG.'
  }
  if (nodeClass.includes('Loader')) {
    return 'The file may be damaged or of another family than the loader expects; try another model.'
  }
  return exceptionMessage.includes('shapes cannot be multiplied')
    ? 'The LoRA or model is of another family than the rest; combine only models of one family.'
    : "The server's log has the whole traceback."
}

/** The error of a job that ran out of memory twice, the second time with everything else unloaded. */
export function outOfMemoryError(
  failure: ExecutionFailure,
  { recipe: { resolution, model }, inputs }: JobPayload,
  device: ServerDevice | undefined,
): JobError {
  const { nodeId, nodeClass } = failure
  const pictures = picturesOf(inputs)
  const size =
    resolution &&
    ` at ${resolution.width}×${resolution.height}${pictures > 1 ? ` × ${pictures}` : ''}`
  const numbers =
    device === undefined
      ? ''
      : `; the server has ${gibibytes(device.vramTotal)}, ${gibibytes(device.vramFree)} of it free`
  return jobError(
    'permanent',
    'out_of_memory',
    `Out of memory${size ?? ''}${model === undefined ? '' : ` with ${model}`}, twice${numbers}`,
    { nodeId, nodeClass, hint: 'Use a smaller resolution, fewer LoRAs or a smaller model.' },
  )
}

/** The error of a refused submission. Undefined when the answer leaves doubt, so that the prompt must be looked for. */
export function refusalOf(error: ComfyError): JobError | undefined {
  if (error instanceof ComfyValidationError) return validationError(error)
  if (!(error instanceof ComfyResponseError)) return undefined
  switch (error.status) {
    case 401:
    case 403:
      return jobError('permanent', 'comfyui_forbidden', `ComfyUI refuses us (${error.status})`, {
        hint: 'Check the address and what stands between: a proxy, a login, --enable-cors-header.',
      })
    case 413:
      return jobError('permanent', 'comfyui_too_large', 'ComfyUI finds the workflow too large', {
        hint: 'Raise --max-upload-size on the server.',
      })
    case 400:
      return jobError(
        'permanent',
        'comfyui_refused',
        `ComfyUI refused the workflow: ${error.message}`,
      )
    default:
      return undefined
  }
}

function validationError({ error, nodeErrors }: ComfyValidationError): JobError {
  const [found] = Object.entries(nodeErrors)
  if (found === undefined) {
    return jobError(
      'permanent',
      'validation_failed',
      `ComfyUI refused the workflow: ${error.message}`,
      {
        hint: 'The server lacks a node that the workflow needs; update ComfyUI.',
      },
    )
  }
  const [nodeId, { nodeClass, errors }] = found
  const [first] = errors
  const message = first === undefined ? error.message : `${first.message}: ${first.details}`
  return jobError('permanent', 'validation_failed', `ComfyUI refused ${nodeClass}: ${message}`, {
    nodeId,
    nodeClass,
    ...(first?.type === 'value_not_in_list'
      ? { hint: 'It is no longer on the server; ask for the models again and choose another.' }
      : {}),
  })
}

/** The error of a job without pictures and without a failed node; undefined for cancelled jobs. */
export function endError(
  reason: EndReason,
  facts: { readonly server: string; readonly timeoutMs: number },
): JobError | undefined {
  switch (reason) {
    case 'cancelled':
      return undefined
    case 'timeout':
      return jobError(
        'permanent',
        'timeout',
        `Stopped after ${Math.round(facts.timeoutMs / 1000)} seconds on ${facts.server}`,
        { hint: 'Raise GENERATION_TIMEOUT_SECONDS, or use fewer steps or a smaller size.' },
      )
    case 'poison':
      return jobError(
        'poison',
        'poison',
        'Three times the server was lost while it worked on this',
        {
          hint: "It may be what kills it: look for out-of-memory kills in the system's log.",
        },
      )
    case 'forgotten':
      return jobError(
        'permanent',
        'forgotten',
        'Three times it vanished from ComfyUI, which ran all the while: something clears its queue or history',
        { hint: 'Find the program or extension that clears the queue of ComfyUI, and stop it.' },
      )
    case 'interrupted':
      return jobError(
        'permanent',
        'interrupted',
        'Someone interrupted it on the server three times',
      )
    case 'refused':
      return jobError(
        'permanent',
        'comfyui_error',
        'ComfyUI failed whenever it was handed this job',
        {
          hint: "The server's log says why.",
        },
      )
  }
}
