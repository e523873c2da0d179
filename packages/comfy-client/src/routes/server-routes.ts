import type { ComfyClient } from '../comfy-client.ts'
import { ComfyResponseError } from '../errors.ts'
import type { Http } from '../http/http.ts'
import { jsonObject, lenientTexts, someJsonObject } from '../read/lenient.ts'
import { readFeatures, readQueueRemaining, readSystemStats } from '../read/read-server-facts.ts'

/** Several megabytes with many custom nodes, most of it the lists of files, which stand in many classes. */
const allClassesBytes = 64 * 2 ** 20
const classBytes = 16 * 2 ** 20

export const createServerRoutes = (
  http: Http,
): Pick<
  ComfyClient,
  | 'systemStats'
  | 'features'
  | 'queueRemaining'
  | 'extensions'
  | 'free'
  | 'objectInfo'
  | 'objectInfoFor'
> => ({
  systemStats: async (options) => readSystemStats(await http.get('/api/system_stats', options)),
  features: async (options) => readFeatures(await http.get('/api/features', options)),

  async queueRemaining(options) {
    const remaining = readQueueRemaining(await http.get('/api/prompt', options))
    if (remaining !== undefined) return remaining
    throw new ComfyResponseError(
      `What answers at ${http.href} is not ComfyUI: it does not say how many jobs remain`,
      { status: 200 },
    )
  },

  extensions: async (options) => lenientTexts.parse(await http.get('/api/extensions', options)),

  free: ({ unloadModels = false, freeMemory = false }, options) =>
    http.post('/api/free', { unload_models: unloadModels, free_memory: freeMemory }, options),

  objectInfo: async (options) =>
    jsonObject.parse(await http.get('/api/object_info', { ...options, maxBytes: allClassesBytes })),

  async objectInfoFor(nodeClass, options) {
    const path = `/api/object_info/${encodeURIComponent(nodeClass)}`
    const classes = jsonObject.parse(
      await http.get(path, { ...options, accept: [404], maxBytes: classBytes }),
    )
    return someJsonObject.safeParse(classes[nodeClass]).data
  },
})
