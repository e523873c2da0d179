import { foreseenSavers } from '@darkroom/comfy-graph'
import type { Workflow, WorkflowRun } from '@darkroom/workflow-builder'
import type { ServerCatalog } from '../servers/server-catalog.ts'
import type { FoundOutput } from './outputs-of.ts'

/** The folder on the server, and the beginning of the names, of all that an attempt saves. */
const prefixOf = (promptId: string): string => `darkroom/${promptId}`

/**
 * The workflow of one attempt. The file name prefix belongs to the attempt alone: otherwise ComfyUI's cache would
 * answer a repeated prompt with the old file, without writing one.
 */
export function workflowOf(
  run: WorkflowRun,
  { promptId, catalog }: { promptId: string; catalog: ServerCatalog | undefined },
): Workflow {
  const spelled = catalog === undefined ? run : run.spelledFor(catalog)
  return spelled.build({ filenamePrefix: prefixOf(promptId) })
}

/** Whether only this attempt can have written it, so that it comes from no cache. */
export const isOfAttempt = (
  { filename, subfolder }: Pick<FoundOutput, 'filename' | 'subfolder'>,
  promptId: string,
): boolean => `${subfolder.replaceAll('\\', '/')}/${filename}`.startsWith(prefixOf(promptId))

/** The pictures of a workflow by the names that they will have, and the names that would be next. */
export interface Foreseen {
  readonly pictures: readonly FoundOutput[]
  /** Are there any of these, the graph makes more than was foreseen. */
  readonly next: readonly FoundOutput[]
}

/**
 * The files that the workflow's nodes write, by the names that ComfyUI gives them: prefix and number. The prefix belongs
 * to one attempt alone, so nothing else has these names. Undefined where the graph makes other things too, for their
 * names are not known before.
 */
export function foresee(workflow: Workflow, pictures: number): Foreseen | undefined {
  const graph = workflow.toPrompt()
  const byPrefix = new Map<string, string>()
  for (const node of foreseenSavers(graph) ?? []) {
    const prefix = graph[node]?.inputs.filename_prefix
    if (typeof prefix !== 'string') return undefined
    if (!byPrefix.has(prefix)) byPrefix.set(prefix, node)
  }
  if (byPrefix.size === 0) return undefined
  const named = (prefix: string, node: string, number: number): FoundOutput => ({
    ...pictureNamed(prefix, number),
    type: 'output',
    node,
    kind: 'image',
  })
  const numbers = Array.from({ length: pictures }, (_, index) => index + 1)
  const savers = [...byPrefix]
  return {
    pictures: savers.flatMap(([prefix, node]) =>
      numbers.map((number) => named(prefix, node, number)),
    ),
    next: savers.map(([prefix, node]) => named(prefix, node, pictures + 1)),
  }
}

function pictureNamed(
  prefix: string,
  number: number,
): { readonly filename: string; readonly subfolder: string } {
  const cut = prefix.lastIndexOf('/')
  return {
    filename: `${prefix.slice(cut + 1)}_${String(number).padStart(5, '0')}_.png`,
    subfolder: prefix.slice(0, Math.max(cut, 0)),
  }
}
