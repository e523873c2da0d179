import { nameKey } from '@darkroom/foundation'
import {
  type FoundWorkflow,
  WorkflowExistsError,
  type WorkflowFiles,
} from '@darkroom/workflow-files'

/** Saves a workflow that was sent without a name: as `workflow`, `workflow-2` …, whichever is free by then. */
export async function saveUnderFreeName(
  files: WorkflowFiles,
  content: Uint8Array,
): Promise<FoundWorkflow> {
  const taken = new Set((await files.list()).map(({ name }) => nameKey(name)))
  for (let number = 1; ; number++) {
    const name = number === 1 ? 'workflow' : `workflow-${number}`
    if (taken.has(name)) continue
    try {
      return await files.save(name, content)
    } catch (error) {
      if (!(error instanceof WorkflowExistsError)) throw error
    }
  }
}
