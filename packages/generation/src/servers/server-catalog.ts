import type { ComfyClient, JsonObject } from '@darkroom/comfy-client'
import type { NodeCatalog } from '@darkroom/comfy-graph'
import { findNeed, type Need, type WorkflowRun } from '@darkroom/workflow-builder'
import type { GivenFile } from '../job/given-file.ts'
import type { Timings } from '../options.ts'
import { toComfyError } from './server-fault.ts'

/** The node classes that the server was asked for, with their lists in its own spelling and order. */
export type ServerCatalog = NodeCatalog

/** `object_info` by class. A class that the server lacks is absent. */
export type Definitions = Readonly<Record<string, JsonObject>>

/** This many classes are asked for at once: a server answers one request after the other anyway. */
const atOnce = 8

/** Asks class by class: small answers instead of all `object_info`, megabytes with custom nodes. */
async function readDefinitions(
  client: ComfyClient,
  nodeClasses: readonly string[],
  { signal }: { signal: AbortSignal },
): Promise<Definitions> {
  const definitions: [string, JsonObject][] = []
  for (let from = 0; from < nodeClasses.length; from += atOnce) {
    const some = nodeClasses.slice(from, from + atOnce).map(async (nodeClass) => {
      const definition = await client.objectInfoFor(nodeClass, { signal })
      if (definition !== undefined) definitions.push([nodeClass, definition])
    })
    await Promise.all(some)
  }
  return Object.fromEntries(definitions)
}

/** The same; a time limit that is over is the server's failure. */
export async function readDefinitionsWithin(
  client: ComfyClient,
  nodeClasses: readonly string[],
  { limit, timings }: { limit: AbortSignal; timings: Timings },
): Promise<Definitions> {
  try {
    return await readDefinitions(client, nodeClasses, { signal: limit })
  } catch (error) {
    throw limit.aborted ? toComfyError(error, timings.catalogTimeout) : error
  }
}

/** Whether the server has all files that the run needs. */
export const hasModels = (catalog: ServerCatalog, run: WorkflowRun): boolean =>
  missingModels(catalog, run).length === 0

/** The files that the run needs and the server lacks. */
export const missingModels = (catalog: ServerCatalog, { needs }: WorkflowRun): readonly Need[] =>
  needs.filter((need) => need.kind === 'model' && findNeed(need, catalog) === undefined)

/** Names of files that a server will be given before it runs the job. */
export type GivenNames = readonly Pick<GivenFile, 'name'>[] | undefined

export const namesIn = (files: GivenNames): readonly string[] | undefined =>
  files?.map(({ name }) => name)

/** Whether the server has all that the run needs, and would not refuse its graph. */
export const canRun = (catalog: ServerCatalog, run: WorkflowRun, files: GivenNames): boolean =>
  hasModels(catalog, run) && run.problems(catalog, namesIn(files)).length === 0
