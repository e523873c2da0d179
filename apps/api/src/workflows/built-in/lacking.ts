import { InvalidRequestError, MissingFilesError, NotRunnableError } from '@darkroom/generation'
import { InvalidParameterError } from '@darkroom/workflow-builder'
import type { WorkflowCheck } from '../workflow-checks.ts'

export interface Lacking {
  readonly missing: WorkflowCheck['missing']
  readonly problems: readonly string[]
}

/** What an error says that the servers lack for a job; undefined for one that says nothing of the kind. */
export function lackingOf(error: unknown): Lacking | undefined {
  if (error instanceof MissingFilesError) {
    return lacking([error.message], { models: error.missing.map(({ file }) => file) })
  }
  if (error instanceof NotRunnableError) {
    const classes = error.obstacles.flatMap(({ code, nodeClass = '' }) =>
      code === 'missing_node_type' ? [nodeClass] : [],
    )
    return lacking([error.message], { classes })
  }
  if (error instanceof InvalidRequestError) {
    return lacking([error.message], { models: error.missing ? [error.missing.name] : [] })
  }
  // A file that nobody found, and that has to be named.
  if (error instanceof InvalidParameterError) return lacking([error.message], {})
  return undefined
}

const lacking = (
  problems: readonly string[],
  { classes = [], models = [] }: { classes?: readonly string[]; models?: readonly string[] },
): Lacking => ({
  missing: { node_classes: [...new Set(classes)], models: [...new Set(models)] },
  problems,
})
