import type { HistoryEntry, OutputFile } from '@darkroom/comfy-client'
import { textToImage, type Workflow } from '@darkroom/workflow-builder'
import type { GenerationRequest } from '../job/generation-request.ts'
import { type ServerCatalog, spelledFor } from '../servers/server-catalog.ts'

/**
 * The workflow of one attempt. The name prefix is the attempt's own, or ComfyUI's cache would answer a repeated
 * prompt with the old file, without writing one.
 */
export function workflowOf(
  request: GenerationRequest,
  { promptId, catalog }: { promptId: string; catalog: ServerCatalog | undefined },
): Workflow {
  const spelled = catalog === undefined ? request : spelledFor(catalog, request)
  return textToImage(spelled, { filenamePrefix: `darkroom/${promptId}` })
}

/** What our own output nodes saved, and with names that cannot lead anywhere else. */
export const savedFiles = (
  entry: HistoryEntry,
  outputNodeIds: readonly string[],
): readonly OutputFile[] =>
  entry.files.filter(
    ({ nodeId, kind, type, filename, subfolder }) =>
      outputNodeIds.includes(nodeId) &&
      kind === 'images' &&
      type === 'output' &&
      !`${subfolder}/${filename}`.includes('..'),
  )
