import type { House, ServerDevice } from '@darkroom/door-ports'
import { Hono } from 'hono'

const sum = (devices: readonly ServerDevice[], of: (device: ServerDevice) => number): number =>
  devices.reduce((total, device) => total + of(device), 0)

/** Memory of all graphics cards together; of the machine nothing is known. */
function toMemory(devices: readonly ServerDevice[]) {
  const total = sum(devices, ({ vramTotal }) => vramTotal)
  const free = sum(devices, ({ vramFree }) => vramFree)
  const cuda =
    devices.length === 0
      ? { error: 'unavailable' }
      : { system: { free, used: Math.max(0, total - free), total } }
  return { ram: { error: 'unavailable' }, cuda }
}

/**
 * What plugins ask at their start and cannot go on without, of things that there are none of. Models are loaded and
 * unloaded by ComfyUI as jobs need them, so that asking for it changes nothing.
 */
export const emptyRoutes = ({ servers }: Pick<House, 'servers'>): Hono =>
  new Hono()
    .get('/scripts', (c) => c.json({ txt2img: [], img2img: [] }))
    .get('/script-info', (c) => c.json([]))
    .get('/cmd-flags', (c) => c.json({}))
    .get('/memory', (c) => c.json(toMemory(servers.list().flatMap(({ devices }) => devices))))
    .get('/prompt-styles', (c) => c.json([]))
    .get('/hypernetworks', (c) => c.json([]))
    .get('/face-restorers', (c) => c.json([]))
    .get('/realesrgan-models', (c) => c.json([]))
    .get('/extensions', (c) => c.json([]))
    .get('/embeddings', (c) => c.json({ loaded: {}, skipped: {} }))
    .post('/unload-checkpoint', (c) => c.json({}))
    .post('/reload-checkpoint', (c) => c.json({}))
