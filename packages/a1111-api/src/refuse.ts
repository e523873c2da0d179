import { type DoorError, hintBeside, type WrongPart } from '@darkroom/door-ports'

/** What A1111 calls words of ours, for messages about fields. */
const fields: Readonly<Record<string, string>> = {
  model: 'sd_model_checkpoint',
  cfg: 'cfg_scale',
  guidance: 'distilled_cfg_scale',
  sampler: 'sampler_name',
  denoise: 'denoising_strength',
  resolution: 'width',
  'resolution.width': 'width',
  'resolution.height': 'height',
  vae: 'sd_vae',
  image: 'init_images',
  'upscale.model': 'hr_upscaler',
  'upscale.factor': 'hr_scale',
  'upscale.denoise': 'denoising_strength',
  'upscale.steps': 'hr_second_pass_steps',
  loras: 'prompt',
  control: 'alwayson_scripts',
}

/** The field that a client knows, of a word or a place within one. */
export function fieldOf(path: string): string {
  const [first = ''] = path.split('.')
  return fields[path] ?? fields[first] ?? path
}

/** FastAPI's entry for a field that is wrong. */
const toDetail = ({ path, message }: WrongPart) => ({
  loc: ['body', ...fieldOf(path).split('.').map(toIndex)],
  msg: message,
  type: 'value_error',
})

const toIndex = (step: string): string | number => (/^\d+$/.test(step) ? Number(step) : step)

const classOf = (error: DoorError): string => {
  if (error.code === 'out_of_memory') return 'OutOfMemoryError'
  if (error.status === 422) return 'RequestValidationError'
  return error.status >= 500 && error.status !== 503 ? 'RuntimeError' : 'HTTPException'
}

/** Its programs ask for a name and a password. */
const howToLogIn = 'Any name will do; the token is the password.'

function sentenceOf(error: DoorError): string {
  const hint = error.status === 401 ? howToLogIn : hintBeside(error.message, error)
  return `${error.message} ${hint}`.trimEnd()
}

/**
 * A refusal as A1111 and FastAPI tell it at once: `error`, `detail`, `body`, `errors`; where a field is wrong, `detail` is
 * FastAPI's list of fields and the status 422.
 */
export function refuse(error: DoorError): Response {
  const sentence = sentenceOf(error)
  const isOfFields = error.parts.length > 0 && (error.status === 400 || error.status === 422)
  const body = {
    error: isOfFields ? 'RequestValidationError' : classOf(error),
    detail: isOfFields ? error.parts.map(toDetail) : sentence,
    body: '',
    errors: sentence,
  }
  const headers = new Headers(error.headers)
  if (error.status === 401) headers.set('www-authenticate', 'Basic realm="Darkroom"')
  if (error.retryAfter !== undefined) headers.set('retry-after', String(error.retryAfter))
  return Response.json(body, { status: isOfFields ? 422 : error.status, headers })
}
