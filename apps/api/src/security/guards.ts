import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../http/env.ts'
import { eventStreamLimit } from '../http/event-stream-limit.ts'
import { requestLog } from '../http/request-log.ts'
import type { Services } from '../services.ts'
import { crossOrigin } from './cross-origin.ts'
import { hostGuard } from './host-guard.ts'
import { originGuard } from './origin-guard.ts'
import { peerGuard } from './peer-guard.ts'
import { responseHeaders } from './response-headers.ts'
import { type TokenGuardOptions, tokenGuard } from './token-guard.ts'

type Guards = [MiddlewareHandler<AppEnv>, ...MiddlewareHandler<AppEnv>[]]
type GuardServices = Pick<Services, 'access' | 'config' | 'log' | 'observed'>

const exposedHeaders = [
  'Accept-Ranges',
  'Allow',
  'Content-Disposition',
  'Content-Length',
  'Content-Range',
  'ETag',
  'Idempotent-Replayed',
  'Link',
  'Location',
  'Retry-After',
  'WWW-Authenticate',
  'X-Request-Id',
  'X-Gallery-Complete',
  'X-Should-Retry',
  'X-Total-Count',
]

/** Who may reach the server at all, by address and by the name that it is called by. */
export const firstGuards = ({ config, log }: GuardServices): Guards => [
  requestLog(log),
  responseHeaders(config.CORS_ORIGINS),
  peerGuard({ allowPublic: config.ALLOW_PUBLIC_CLIENTS, ranges: config.ALLOWED_CLIENTS }),
  hostGuard(config.ALLOWED_HOSTS),
]

/** Which pages may call it from a browser. */
export const pageGuards = ({ access, config }: GuardServices): Guards => [
  crossOrigin({
    origin: config.CORS_ORIGINS,
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    // Whatever a listed page wants to send: the list is who is trusted, and no header makes a request harmful.
    allowHeaders: [],
    exposeHeaders: exposedHeaders,
    // For the cookie of a session, which there is only with a token.
    credentials: access !== undefined,
    maxAge: 600,
  }),
  originGuard(config.CORS_ORIGINS),
]

/** Who has the token, where one is needed, and how many streams each may hold. */
export function callerGuards(
  { access, config, observed }: GuardServices,
  { addressed }: Pick<TokenGuardOptions, 'addressed'>,
): Guards {
  const { CORS_ORIGINS: corsOrigins, EVENT_STREAM_LIMIT: inAll } = config
  const perClient = config.EVENT_STREAM_LIMIT_PER_CLIENT ?? Math.ceil(inAll / 2)
  const onChange = (change: 1 | -1): void =>
    observed.metrics.note((counted) => counted.streams(change))
  const limit = eventStreamLimit({ inAll, perClient, onChange })
  return access === undefined ? [limit] : [tokenGuard({ ...access, corsOrigins, addressed }), limit]
}
