import type { ComfyClient, JsonObject } from '@darkroom/comfy-client'
import {
  type Choices,
  findNeed,
  readNodeCatalog,
  type WorkflowRun,
} from '@darkroom/workflow-builder'

/** What a server offers, in its own spelling and order: the lists of the node classes that were asked for. */
export type ServerCatalog = Choices

/** A small answer for each class instead of the whole `object_info`, which is megabytes with custom nodes. */
export async function readServerCatalog(
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

/** Whether it has all files that the run needs. */
export const hasModels = (catalog: ServerCatalog, { needs }: WorkflowRun): boolean =>
  needs.every((need) => need.kind !== 'model' || findNeed(need, catalog) !== undefined)
