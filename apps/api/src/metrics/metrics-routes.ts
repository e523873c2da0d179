import { z } from '@hono/zod-openapi'
import { defineRoute } from '../http/define-route.ts'
import type { LateMetrics } from './late-metrics.ts'

const example = `# HELP darkroom_queue_jobs Jobs that have not ended, by state.
# TYPE darkroom_queue_jobs gauge
darkroom_queue_jobs{state="queued"} 3
darkroom_queue_jobs{state="leased"} 1
`

export const metricsRoutes = ({ metrics }: { readonly metrics: LateMetrics }) =>
  [
    defineRoute({
      method: 'get',
      path: '/metrics',
      operationId: 'getMetrics',
      tags: ['Health'],
      summary: 'Measurements for Prometheus',
      description:
        'In its text format. Where a token is set, a scrape needs it as every other request does.',
      responses: {
        200: {
          description: 'The measurements',
          content: { 'text/plain': { schema: z.string().openapi({ example }) } },
        },
      },
    }).handle(async (c) => {
      const { contentType, text } = await metrics.load()
      return c.text(await text(), 200, {
        'content-type': contentType,
        'cache-control': 'no-store',
      })
    }),
  ] as const
