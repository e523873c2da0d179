import type { ImageDescription } from '@darkroom/gallery-store'
import { isEditorWorkflow } from '@darkroom/workflow-converter'
import { NotConvertibleError } from '../workflows/to-run-graph.ts'
import type { WorkflowLibrary } from '../workflows/workflow-library.ts'

/**
 * The text of the graph that made a picture. Where only the editor's workflow is embedded, it is what that says, with the
 * values that it was saved with.
 * @throws NotConvertibleError, WorkflowFormatError, ComfyUnavailableError, ComfyAnswerError
 */
export async function carriedGraph(
  { graph, raw: { workflow } = {} }: ImageDescription,
  { workflows }: { readonly workflows: Pick<WorkflowLibrary, 'openTexts'> },
): Promise<string | undefined> {
  if (graph !== undefined || !isEditorWorkflow(workflow)) return graph
  const { readings, problems } = await workflows.openTexts({ workflow: JSON.stringify(workflow) })
  if (problems.length > 0) throw new NotConvertibleError(problems)
  return JSON.stringify(readings[0].source.graph)
}
