import type { HistoryEntry, OutputFile } from '@darkroom/comfy-client'
import type { Workflow, WorkflowRun } from '@darkroom/workflow-builder'
import type { ServerCatalog } from '../servers/server-catalog.ts'

/**
 * The workflow of one attempt. The file name prefix belongs to the attempt alone: otherwise ComfyUI's cache would
 * answer a repeated prompt with the old file, without writing one.
 */
export function workflowOf(
  run: WorkflowRun,
  { promptId, catalog }: { promptId: string; catalog: ServerCatalog | undefined },
): Workflow {
  const spelled = catalog === undefined ? run : run.spelledFor(catalog)
  return spelled.build({ filenamePrefix: `darkroom/${promptId}` })
}

/** Files saved by our own output nodes, with names that cannot lead out of the folder. */
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
