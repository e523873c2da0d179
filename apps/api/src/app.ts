import type { Door } from '@darkroom/door-ports'
import { OpenAPIHono } from '@hono/zod-openapi'
import { except } from 'hono/combine'
import { docsRoutes } from './docs/docs-routes.ts'
import { documentRoutes } from './docs/document-routes.ts'
import { iconRoutes } from './docs/icon-routes.ts'
import { doorOf, throughDoors } from './doors/door-middleware.ts'
import { isFacade } from './doors/facade-path.ts'
import { problemToDoorError } from './doors/to-door-error.ts'
import { eventRoutes } from './events/event-routes.ts'
import { galleryActionRoutes } from './gallery/action-routes.ts'
import { galleryArchiveRoutes } from './gallery/archive-routes.ts'
import { galleryEventRoutes } from './gallery/event-routes.ts'
import { galleryGuard } from './gallery/gallery-guard.ts'
import { galleryImageRoutes } from './gallery/image-routes.ts'
import { galleryManyRoutes } from './gallery/many-routes.ts'
import { promptRoutes } from './gallery/prompt-routes.ts'
import { galleryQueryRoutes } from './gallery/query-routes.ts'
import { galleryTrashRoutes } from './gallery/trash-routes.ts'
import { generateEventRoutes } from './generate/event-routes.ts'
import { generateRoutes } from './generate/generate-routes.ts'
import { generateImageRoutes } from './generate/image-routes.ts'
import { batchRoutes } from './groups/batch-routes.ts'
import { frameRoutes } from './groups/frame-routes.ts'
import { sequencePictureRoutes } from './groups/sequence-picture-routes.ts'
import { sequenceRoutes } from './groups/sequence-routes.ts'
import { sequenceSummaryRoutes } from './groups/sequence-summary-routes.ts'
import { healthRoutes } from './health/health-routes.ts'
import { compressed } from './http/compressed.ts'
import { emptyQuery } from './http/empty-query.ts'
import type { AppEnv } from './http/env.ts'
import { eventStreamLimit } from './http/event-stream-limit.ts'
import { headAnswers } from './http/head-answers.ts'
import { jsonBody } from './http/json-body.ts'
import { createKnownFields } from './http/known-fields.ts'
import { limitedBody } from './http/limited-body.ts'
import { createNoRoute } from './http/no-route.ts'
import { requestLog } from './http/request-log.ts'
import { plainBytes, takesBytes } from './http/takes-bytes.ts'
import { toProblem } from './http/to-problem.ts'
import { validationProblem } from './http/validation-problem.ts'
import { clientGone, hasGone } from './http/went-away.ts'
import { modelRoutes } from './models/model-routes.ts'
import { outputRoutes } from './outputs/output-routes.ts'
import { pageRoutes } from './page/page-routes.ts'
import { problemTable } from './problem-table.ts'
import { jobRoutes } from './queue/job-routes.ts'
import { queueRoutes } from './queue/queue-routes.ts'
import { regenerateRoutes } from './regenerate/regenerate-routes.ts'
import { crossOrigin } from './security/cross-origin.ts'
import { hostGuard } from './security/host-guard.ts'
import { mediaTypeGuard } from './security/media-type-guard.ts'
import { originGuard } from './security/origin-guard.ts'
import { peerGuard } from './security/peer-guard.ts'
import { responseHeaders } from './security/response-headers.ts'
import { sessionRoutes } from './security/session-routes.ts'
import { tokenGuard } from './security/token-guard.ts'
import { serverRoutes } from './servers/server-routes.ts'
import type { Services } from './services.ts'
import { storyRoutes } from './stories/story-routes.ts'
import { templateRoutes } from './templates/template-routes.ts'
import { thumbnailRoutes } from './thumbnails/thumbnail-routes.ts'
import { uploadRoutes } from './uploads/upload-routes.ts'
import { workflowGraphRoutes } from './workflows/graph-routes.ts'
import { inputsRoutes } from './workflows/inputs-routes.ts'
import { workflowRunRoutes } from './workflows/run-routes.ts'
import { workflowRoutes } from './workflows/workflow-routes.ts'

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
  'X-Total-Count',
]

/** Refused for who asks, which the one who set this up must find out about. */
const isRefusal = (status: number): boolean => status === 401 || status === 403 || status === 421

/** The whole HTTP surface. `hc<App>` needs its type. */
export function createApp(services: Services, doors: readonly Door[] = []) {
  const { access, config, log, version } = services
  const app = new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => {
      if (!result.success) throw validationProblem(result.target, result.error, knownFields(c))
    },
  })

  const knownFields = createKnownFields(app)

  app.onError((error, c) => {
    const problem = hasGone(c) ? clientGone(error) : toProblem(error, problemTable)
    const traceId = c.get('traceId') ?? ''
    if (problem.status === 503 || problem.status === 507) {
      // These errors need no fix here: a server or a disk is away, a queue is full, a probe comes before we are ready.
      log.warn({ trace_id: traceId, code: problem.code }, problem.message)
    } else if (problem.status >= 500) {
      log.error({ trace_id: traceId, err: problem.cause ?? error }, problem.message)
    } else if (isRefusal(problem.status)) {
      log.warn({ trace_id: traceId, code: problem.code, ...problem.logged }, problem.message)
    }
    const door = doorOf(doors, c.req.path)
    const answer = door?.refuse(problemToDoorError(problem)) ?? problem.toResponse(traceId)
    // What is left of the body is not read, so the connection cannot be used again.
    if (c.env?.incoming?.complete === false) answer.headers.set('connection', 'close')
    return answer
  })
  app.notFound(createNoRoute(app.routes))

  app.use(requestLog(log))
  app.use(responseHeaders(config.CORS_ORIGINS))
  app.use(peerGuard({ allowPublic: config.ALLOW_PUBLIC_CLIENTS, ranges: config.ALLOWED_CLIENTS }))
  app.use(hostGuard(config.ALLOWED_HOSTS))
  app.route('/', iconRoutes())
  app.use(
    crossOrigin({
      origin: config.CORS_ORIGINS,
      allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      // Whatever a listed page wants to send: the list is who is trusted, and no header makes a request harmful.
      allowHeaders: [],
      exposeHeaders: exposedHeaders,
      // For the cookie of a session, which there is only with a token.
      credentials: config.API_TOKEN !== undefined,
      maxAge: 600,
    }),
  )
  app.use(originGuard(config.CORS_ORIGINS))
  // For whoever may call at all: it holds nothing of anybody, and asks for the token itself.
  app.route('/', pageRoutes(services.page))
  if (access !== undefined) {
    app.use(tokenGuard({ ...access, corsOrigins: config.CORS_ORIGINS, addressed: isFacade }))
  }
  const { EVENT_STREAM_LIMIT: inAll, EVENT_STREAM_LIMIT_PER_CLIENT } = config
  const perClient = EVENT_STREAM_LIMIT_PER_CLIENT ?? Math.ceil(inAll / 2)
  app.use(eventStreamLimit({ inAll, perClient }))
  app.use(compressed)
  app.use(throughDoors(doors))
  app.use(headAnswers)
  app.use(emptyQuery)
  app.use(mediaTypeGuard)
  app.on(['POST', 'PUT'], '*', plainBytes)
  // GET is left out, whose body nobody reads: checking for one costs more than a thumbnail from memory.
  app.on(['POST', 'PUT', 'PATCH', 'DELETE'], '*', except(takesBytes, limitedBody, jsonBody))

  app.use('/api/*', galleryGuard(services.disk))

  const routes = app.openapiRoutes([
    ...generateRoutes(services),
    ...generateEventRoutes(services),
    ...eventRoutes(services),
    ...generateImageRoutes(services),
    ...batchRoutes(services),
    ...storyRoutes(services),
    ...sequenceSummaryRoutes(services),
    ...sequenceRoutes(services),
    ...frameRoutes(services),
    ...sequencePictureRoutes(services),
    ...templateRoutes(services),
    ...workflowRoutes(services),
    ...inputsRoutes(services),
    ...workflowGraphRoutes(services),
    ...workflowRunRoutes(services),
    ...jobRoutes(services),
    ...outputRoutes(services),
    ...queueRoutes(services),
    ...modelRoutes(services),
    ...serverRoutes(services),
    ...galleryQueryRoutes(services),
    ...galleryImageRoutes(services),
    ...thumbnailRoutes(services),
    ...galleryActionRoutes(services),
    ...galleryManyRoutes(services),
    ...promptRoutes(services),
    ...galleryTrashRoutes(services),
    ...galleryArchiveRoutes(services),
    ...regenerateRoutes(services),
    ...galleryEventRoutes(services),
    ...uploadRoutes(services),
    ...healthRoutes(services),
    ...sessionRoutes(services),
  ] as const)

  app.route(
    '/',
    documentRoutes(app, {
      version,
      needsToken: access !== undefined,
      workflows: services.workflows,
      builtIns: services.builtIns,
      log,
    }),
  )
  app.route('/', docsRoutes())
  return routes
}

export type App = ReturnType<typeof createApp>
