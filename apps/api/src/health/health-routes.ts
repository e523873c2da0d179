import type { GalleryDisk, Generation } from '@darkroom/generation'
import { z } from '@hono/zod-openapi'
import { json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { ProblemError, retryAfter } from '../http/problem.ts'
import { unavailable } from '../http/responses.ts'
import { mayKnowPaths } from '../security/may-know-paths.ts'
import { type Health, healthSchema } from './health-schema.ts'
import { toStorage } from './to-storage.ts'

const aliveSchema = z.object({ status: z.enum(['alive', 'ready']) })

interface HealthServices {
  readonly generation: Generation
  readonly disk: GalleryDisk
  readonly config: {
    readonly GALLERY_STORAGE_PATH: string
    readonly API_TOKEN?: string | undefined
  }
  readonly version: string
}

export const healthRoutes = ({ generation, disk, config, version }: HealthServices) => {
  const tags = ['Health']
  const health = async (knowsPaths: boolean): Promise<Health> => {
    const [servers, report] = await Promise.all([generation.probe(), disk.look()])
    const { waiting, running, paused } = generation.queueState()
    const down = (status: string): boolean => ['unreachable', 'stuck', 'suspect'].includes(status)
    const comfyui = servers.map((server) => ({
      url: server.url,
      status: down(server.status) ? 'down' : 'up',
      version: server.version || null,
      queue_remaining: server.queueRemaining ?? null,
    }))
    const healthy = report.state === 'writable' && comfyui.some(({ status }) => status === 'up')
    return {
      status: healthy ? 'healthy' : 'degraded',
      service: 'darkroom',
      version,
      comfyui,
      queue: { waiting, running, paused },
      storage: {
        ...(knowsPaths ? { path: config.GALLERY_STORAGE_PATH } : {}),
        ...toStorage(report),
      },
    }
  }
  return [
    defineRoute({
      method: 'get',
      path: '/api/health',
      operationId: 'getHealth',
      tags,
      summary: 'How everything is',
      description:
        'Always 200: `degraded` when no ComfyUI answers, or the gallery is away, read-only or low on space.',
      responses: { 200: json(healthSchema, 'Health') },
    }).handle(async (c) =>
      c.json(await health(mayKnowPaths(c, config)), 200, { 'cache-control': 'no-store' }),
    ),
    defineRoute({
      method: 'get',
      path: '/api/health/live',
      operationId: 'getLiveness',
      tags,
      summary: 'The process answers',
      responses: { 200: json(aliveSchema, 'Alive') },
    }).handle((c) => c.json({ status: 'alive' as const }, 200)),
    defineRoute({
      method: 'get',
      path: '/api/health/ready',
      operationId: 'getReadiness',
      tags,
      summary: 'Recovery is done and jobs are taken',
      responses: { 200: json(aliveSchema, 'Ready'), ...unavailable },
    }).handle((c) => {
      if (generation.isReady()) return c.json({ status: 'ready' as const }, 200)
      throw new ProblemError(503, 'not_ready', 'The server is starting or stopping.', {
        headers: retryAfter(1),
      })
    }),
  ] as const
}
