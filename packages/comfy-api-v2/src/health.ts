import type { Hono } from 'hono'
import type { ApiV2House } from './services.ts'

export function addHealthRoute(app: Hono, { servers, version }: ApiV2House): void {
  app.get('/api/v2/health', (c) => {
    const all = servers.list()
    const { waiting, running, isPaused } = servers.queue()
    return c.json({
      status: all.every(({ isUp }) => isUp) ? 'healthy' : 'degraded',
      version,
      upstream: all.map(({ name, isUp, version: comfyui }) => ({
        name,
        status: isUp ? 'up' : 'down',
        comfyui_version: comfyui,
      })),
      queue: { waiting, running: running.length, paused: isPaused },
    })
  })
}
