import type { ComfyClient, JsonObject } from '@darkroom/comfy-client'
import {
  type Choices,
  findNeed,
  readNodeCatalog,
  type WorkflowRun,
} from '@darkroom/workflow-builder'
import type { Timings } from '../options.ts'
import { toComfyError } from './server-fault.ts'

/** The lists of the requested node classes, in the server's own spelling and order. */
export type ServerCatalog = Choices

/** Asks class by class: small answers instead of all `object_info`, megabytes with custom nodes. */
async function readServerCatalog(
  client: ComfyClient,
  nodeClasses: readonly string[],
  { signal }: { signal: AbortSignal },
): Promise<ServerCatalog> {
  const definitions = await Promise.all(
    nodeClasses.map(async (nodeClass): Promise<JsonObject> => {
      const definition = await client.objectInfoFor(nodeClass, { signal })
      return definition === undefined ? {} : { [nodeClass]: definition }
    }),
  )
  return readNodeCatalog(Object.assign({}, ...definitions))
}

/** The same; a time limit that is over is the server's failure. */
export async function readCatalogWithin(
  client: ComfyClient,
  limit: AbortSignal,
  { nodeClasses, timings }: { nodeClasses: readonly string[]; timings: Timings },
): Promise<ServerCatalog> {
  try {
    return await readServerCatalog(client, nodeClasses, { signal: limit })
  } catch (error) {
    throw limit.aborted ? toComfyError(error, timings.catalogTimeout) : error
  }
}

/** Whether the server has all files that the run needs. */
export const hasModels = (catalog: ServerCatalog, { needs }: WorkflowRun): boolean =>
  needs.every((need) => need.kind !== 'model' || findNeed(need, catalog) !== undefined)
