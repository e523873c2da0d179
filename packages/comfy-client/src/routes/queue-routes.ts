import type { ComfyClient } from '../comfy-client.ts'
import { ComfyError } from '../errors.ts'
import type { Http } from '../http/http.ts'
import { readHistories, readHistory } from '../read/read-history.ts'
import { readQueue } from '../read/read-queue.ts'

/** Each job brings its graph, and often a whole workflow, of some 100 kB. */
const queueBytes = 32 * 2 ** 20
const entryBytes = 16 * 2 ** 20
const historyBytes = 64 * 2 ** 20

export const createQueueRoutes = (
  http: Http,
): Pick<
  ComfyClient,
  'queue' | 'deletePending' | 'clearPending' | 'interrupt' | 'interruptAny'
> => ({
  queue: async (options) =>
    await readQueue(await http.get('/api/queue', { ...options, maxBytes: queueBytes })),
  deletePending: (promptIds, options) => http.post('/api/queue', { delete: promptIds }, options),
  clearPending: (options) => http.post('/api/queue', { clear: true }, options),

  async interrupt(promptId, options) {
    // Without an id the server would interrupt any running job.
    if (!promptId) throw new ComfyError('interrupt needs a promptId')
    await http.post('/api/interrupt', { prompt_id: promptId }, options)
  },
  interruptAny: (options) => http.post('/api/interrupt', {}, options),
})

export const createHistoryRoutes = (
  http: Http,
): Pick<ComfyClient, 'history' | 'histories' | 'deleteHistory' | 'clearHistory'> => ({
  history: async (promptId, options) =>
    readHistory(
      await http.get(`/api/history/${encodeURIComponent(promptId)}`, {
        ...options,
        maxBytes: entryBytes,
      }),
      promptId,
    ),

  async histories({ maxItems, offset }, options) {
    const query = new URLSearchParams({ max_items: String(maxItems) })
    if (offset !== undefined) query.set('offset', String(offset))
    return readHistories(
      await http.get(`/api/history?${query}`, { ...options, maxBytes: historyBytes }),
    )
  },

  deleteHistory: (promptIds, options) => http.post('/api/history', { delete: promptIds }, options),
  clearHistory: (options) => http.post('/api/history', { clear: true }, options),
})
