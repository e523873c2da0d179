import type { GalleryDisk, Generation, ServerState } from '@darkroom/generation'
import { z } from '@hono/zod-openapi'
import { json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { ProblemError, retryAfter, sentence } from '../http/problem.ts'
import { unavailable } from '../http/responses.ts'
import { mayKnowPaths } from '../security/may-know-paths.ts'
import { type Health, healthSchema } from './health-schema.ts'
import { toStorage } from './to-storage.ts'

const isDown = ({ status }: ServerState): boolean =>
  status === 'unreachable' || status === 'stuck' || status === 'suspect' || status === 'starting'

const toComfyuiHealth = (
  server: ServerState,
  all: readonly ServerState[],
): Health['comfyui'][number] => ({
  url: server.url,
  status: isDown(server) ? 'down' : 'up',
  version: server.version || null,
  queue_remaining: server.queueRemaining ?? null,
  same_as: all.find(({ name }) => name === server.sameAs)?.url,
})

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
    const obstacle = await generation.obstacle()
    const { waiting, running, paused } = generation.queueState()
    const comfyui = servers.map((server) => toComfyuiHealth(server, servers))
    const isUp = comfyui.some(({ status }) => status === 'up')
    const problem = obstacle?.message ?? (isUp ? undefined : 'No ComfyUI takes work')
    const problems = problem === undefined ? [] : [sentence(problem)]
    return {
      status: problems.length === 0 ? 'healthy' : 'degraded',
      service: 'darkroom',
      version,
      problems,
      warnings: comfyui.flatMap(({ url, same_as }) =>
        same_as === undefined
          ? []
          : [`${url} and ${same_as} are the same ComfyUI; only the latter is given work.`],
      ),
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
        'Always 200: `degraded` while no job can be accepted, whatever it asks for; `problems` says why.',
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
