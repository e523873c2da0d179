import type { HistoryEntry, OutputFile } from '@darkroom/comfy-client'
import type { Workflow, WorkflowRun } from '@darkroom/workflow-builder'
import { mostImages } from '../job/output-names.ts'
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

/** Files saved by our own output nodes, with names that cannot lead out of the folder; not more than a job may have. */
export const savedFiles = (
  entry: HistoryEntry,
  outputNodeIds: readonly string[],
): readonly OutputFile[] =>
  entry.files
    .filter(
      ({ nodeId, kind, type, filename, subfolder }) =>
        outputNodeIds.includes(nodeId) &&
        kind === 'images' &&
        type === 'output' &&
        !`${subfolder}/${filename}`.includes('..'),
    )
    .slice(0, mostImages)

/**
 * The files that the workflow's output nodes write, by the names that ComfyUI gives them: prefix and number. The prefix
 * belongs to one attempt alone, so nothing else has these names.
 */
export function namedFiles(
  { toPrompt, outputNodeIds }: Workflow,
  pictures: number,
): readonly OutputFile[] {
  const graph = toPrompt()
  const counts = new Map<string, number>()
  return outputNodeIds.flatMap((nodeId) => {
    const prefix = graph[nodeId]?.inputs.filename_prefix
    if (typeof prefix !== 'string') return []
    const before = counts.get(prefix) ?? 0
    counts.set(prefix, before + pictures)
    const cut = prefix.lastIndexOf('/')
    return Array.from({ length: pictures }, (_, index) => ({
      filename: `${prefix.slice(cut + 1)}_${String(before + index + 1).padStart(5, '0')}_.png`,
      subfolder: prefix.slice(0, Math.max(cut, 0)),
      type: 'output',
      nodeId,
      kind: 'images',
    }))
  })
}
