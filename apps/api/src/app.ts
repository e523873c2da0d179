import type { Door } from '@darkroom/door-ports'
import { OpenAPIHono } from '@hono/zod-openapi'
import { except } from 'hono/combine'
import { docsRoutes } from './docs/docs-routes.ts'
import { documentRoutes } from './docs/document-routes.ts'
import { iconRoutes } from './docs/icon-routes.ts'
import { throughDoors } from './doors/door-middleware.ts'
import { isFacade } from './doors/facade-path.ts'
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
import { answerErrors } from './http/answer-errors.ts'
import { compressed } from './http/compressed.ts'
import { emptyQuery } from './http/empty-query.ts'
import type { AppEnv } from './http/env.ts'
import { headAnswers } from './http/head-answers.ts'
import { jsonBody } from './http/json-body.ts'
import { createKnownFields } from './http/known-fields.ts'
import { limitedBody } from './http/limited-body.ts'
import { createNoRoute } from './http/no-route.ts'
import { plainBytes, takesBytes } from './http/takes-bytes.ts'
import { validationProblem } from './http/validation-problem.ts'
import { metricsRoutes } from './metrics/metrics-routes.ts'
import { modelRoutes } from './models/model-routes.ts'
import { outputRoutes } from './outputs/output-routes.ts'
import { pageRoutes } from './page/page-routes.ts'
import { jobRoutes } from './queue/job-routes.ts'
import { newestState } from './queue/newest-state.ts'
import { queueRoutes } from './queue/queue-routes.ts'
import { regenerateRoutes } from './regenerate/regenerate-routes.ts'
import { callerGuards, firstGuards, pageGuards } from './security/guards.ts'
import { mediaTypeGuard } from './security/media-type-guard.ts'
import { sessionRoutes } from './security/session-routes.ts'
import { serverRoutes } from './servers/server-routes.ts'
import type { Services } from './services.ts'
import { storyRoutes } from './stories/story-routes.ts'
import { templateRoutes } from './templates/template-routes.ts'
import { thumbnailRoutes } from './thumbnails/thumbnail-routes.ts'
import { uploadRoutes } from './uploads/upload-routes.ts'
import { watchedRequests } from './watched-requests.ts'
import { deliveryRoutes } from './webhooks/delivery-routes.ts'
import { describeWebhooks } from './webhooks/webhook-document.ts'
import { webhookRoutes } from './webhooks/webhook-routes.ts'
import { workflowGraphRoutes } from './workflows/graph-routes.ts'
import { inputsRoutes } from './workflows/inputs-routes.ts'
import { workflowRunRoutes } from './workflows/run-routes.ts'
import { workflowRoutes } from './workflows/workflow-routes.ts'

/** The whole HTTP surface. `hc<App>` needs its type. */
export function createApp(services: Services, doors: readonly Door[] = []) {
  const { access, log, version } = services
  const app = new OpenAPIHono<AppEnv>({
    defaultHook: (result, c) => {
      if (!result.success) throw validationProblem(result.target, result.error, knownFields(c))
    },
  })

  const knownFields = createKnownFields(app)

  app.onError(answerErrors({ log, doors }))
  app.notFound(createNoRoute(app.routes))

  app.use(...watchedRequests(services.observed, doors))
  app.use(...firstGuards(services))
  app.route('/', iconRoutes())
  app.use(...pageGuards(services))
  // For whoever may call at all: it holds nothing of anybody, and asks for the token itself.
  app.route('/', pageRoutes(services.page))
  app.use(...callerGuards(services, { addressed: isFacade }))
  app.use(compressed)
  if (services.config.QUEUE !== 'files') app.use(newestState(services.generation))
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
    ...deliveryRoutes(services),
    ...webhookRoutes(services),
    ...healthRoutes(services),
    ...metricsRoutes(services.observed),
    ...sessionRoutes(services),
  ] as const)

  describeWebhooks(app)
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
