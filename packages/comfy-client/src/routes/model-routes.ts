import type { ComfyClient } from '../comfy-client.ts'
import type { Http } from '../http/http.ts'
import { lenientTexts, someJsonObject } from '../read/lenient.ts'
import { readModelFiles, readModelFolders } from '../read/read-server-facts.ts'

export const createModelRoutes = (
  http: Http,
): Pick<
  ComfyClient,
  'modelFolders' | 'models' | 'embeddings' | 'viewMetadata' | 'modelFolderPaths' | 'modelFiles'
> => {
  const read = async <T>(
    path: string,
    reader: (json: unknown) => T,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<T | undefined> => {
    const json = await http.get(path, { ...options, accept: [404], maxBytes: 16 * 2 ** 20 })
    return json === undefined ? undefined : reader(json)
  }
  const readTexts = (json: unknown): readonly string[] => lenientTexts.parse(json)

  return {
    modelFolders: async (options) => readTexts(await http.get('/api/models', options)),
    models: (folder, options) =>
      read(`/api/models/${encodeURIComponent(folder)}`, readTexts, options),
    embeddings: async (options) =>
      readTexts(await http.get('/api/embeddings', { ...options, maxBytes: 16 * 2 ** 20 })),
    viewMetadata: (folder, filename, options) =>
      read(
        `/api/view_metadata/${encodeURIComponent(folder)}?${new URLSearchParams({ filename })}`,
        (json) => someJsonObject.safeParse(json).data,
        options,
      ),
    modelFolderPaths: (options) => read('/api/experiment/models', readModelFolders, options),
    modelFiles: (folder, options) =>
      read(`/api/experiment/models/${encodeURIComponent(folder)}`, readModelFiles, options),
  }
}
