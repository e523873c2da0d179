import { DoorError } from '@darkroom/door-ports'
import { Hono } from 'hono'
import { empty, json } from '../http/json.ts'

/**
 * What ComfyUI keeps for its page: settings and files of people. There is no page behind this door, so nothing is kept; what is
 * asked is answered as by a ComfyUI that was never used.
 */
export function userRoutes(): Hono {
  const app = new Hono()
  app.get('/users', () => json({ storage: 'server', migrated: true }))
  app.post('/users', () => json('default'))
  app.get('/settings', () => json({}))
  app.get('/settings/:id', () => json(null))
  app.post('/settings', () => empty())
  app.post('/settings/:id', () => empty())
  app.get('/userdata', () => json([]))
  app.get('/v2/userdata', () => json([]))
  app.get('/userdata/:file{.+}', () => {
    throw new DoorError(404, 'not_found', 'No files of people are kept here.')
  })
  app.post('/userdata/:file{.+}', () => {
    throw new DoorError(501, 'not_kept', 'No files of people are kept here.')
  })
  app.delete('/userdata/:file{.+}', () => {
    throw new DoorError(404, 'not_found', 'No files of people are kept here.')
  })
  for (const path of ['/extensions']) app.get(path, () => json([]))
  for (const path of ['/workflow_templates', '/global_subgraphs', '/node_replacements', '/i18n']) {
    app.get(path, () => json({}))
  }
  app.get('/internal/logs', () => json(''))
  app.get('/internal/logs/raw', () => json({ entries: [], size: null }))
  app.patch('/internal/logs/subscribe', () => empty())
  return app
}
