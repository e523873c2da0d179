import { PassThrough } from 'node:stream'
import type { ComfyClient } from '../comfy-client.ts'
import type { Exchanged } from '../http/exchange.ts'
import { type Http, isHtml, notJson, unexpected } from '../http/http.ts'
import type { FileReference } from '../output-file.ts'

export const createViewRoute = (http: Http): Pick<ComfyClient, 'view' | 'hasFile'> => ({
  hasFile: (file, options) => hasFile(http, file, options),
  async view(file, { signal, preview, channel } = {}) {
    const query = new URLSearchParams({ ...toViewQuery(file) })
    if (preview !== undefined) query.set('preview', preview)
    if (channel !== undefined) query.set('channel', channel)
    const exchanged = await http.open(`/api/view?${query}`, signal ? { signal } : {})
    const { status, contentType, contentLength, limit } = exchanged
    if (status !== 200)
      throw await unexpected(exchanged, { path: `/api/view of ${file.filename}`, href: http.href })
    // An HTML answer is not a file, since ComfyUI serves HTML files as octets.
    if (isHtml(contentType)) throw await notJson(exchanged, http.href)
    limit.stopClock()
    return { contentType, contentLength, body: toBody(exchanged) }
  },
})

export async function hasFile(
  http: Http,
  file: FileReference,
  { bytes, ...call }: { readonly signal?: AbortSignal; readonly bytes?: number } = {},
): Promise<boolean> {
  const query = new URLSearchParams({ ...toViewQuery(file) })
  const exchanged = await http.open(`/api/view?${query}`, { ...call, method: 'HEAD' })
  if (exchanged.status >= 500) {
    throw await unexpected(exchanged, { path: `/api/view of ${file.filename}`, href: http.href })
  }
  exchanged.discard()
  const { status, contentLength = bytes } = exchanged
  return status === 200 && (bytes === undefined || contentLength === bytes)
}

/** The query for a file; the server ignores directories in `filename` and would serve another file of that name. */
function toViewQuery({ filename, subfolder, type }: FileReference): FileReference {
  const cut = filename.lastIndexOf('/')
  if (cut < 0) return { filename, subfolder, type }
  const folder = [subfolder, filename.slice(0, cut)].filter(Boolean).join('/')
  return { filename: filename.slice(cut + 1), subfolder: folder, type }
}

/** Streams the bytes; failures, including a truncated body, become errors of this package. */
function toBody({ body, limit, fail }: Exchanged): PassThrough {
  const out = new PassThrough()
  // The listener keeps an unread body from ending the process; readers get the error by reading.
  out.on('error', () => undefined)
  body.on('error', (error: unknown) => {
    const failure = fail(error)
    out.destroy(failure instanceof Error ? failure : new Error(String(failure)))
  })
  out.once('close', () => {
    limit[Symbol.dispose]()
    body.destroy()
  })
  body.pipe(out)
  return out
}
