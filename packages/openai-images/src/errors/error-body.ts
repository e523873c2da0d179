import { type DoorError, hintBeside } from '@darkroom/door-ports'
import { didYouMean } from '@darkroom/foundation'
import { paramOf } from './param-of.ts'

/** A refusal as OpenAI's clients read it. */
export interface ErrorBody {
  readonly error: {
    readonly message: string
    readonly type: string
    readonly param: string | null
    readonly code: string
  }
}

export function errorBody(error: DoorError): ErrorBody {
  const [part] = error.parts
  return {
    error: {
      message: messageOf(error),
      type: typeOf(error.status),
      param: part === undefined ? null : paramOf(part.path),
      code: error.status === 401 ? 'invalid_api_key' : error.code,
    },
  }
}

/** Most clients show nothing but the message, so it also says what to do. */
function messageOf(error: DoorError): string {
  const {
    message,
    parts: [part],
  } = error
  const { nearest = [] } = part ?? {}
  const isTold = nearest.length === 0 || nearest.some((name) => message.includes(name))
  const whole = isTold ? message : `${message.replace(/\.$/, '')}${didYouMean(nearest)}`
  const hint = hintBeside(whole, error)
  return hint === '' || whole.includes(hint) ? whole : `${whole} ${hint}`
}

const typeOf = (status: number): string => {
  if (status === 401) return 'authentication_error'
  if (status === 403) return 'permission_error'
  if (status === 429) return 'rate_limit_error'
  return status < 500 ? 'invalid_request_error' : 'server_error'
}
