import { didYouMean, nearestNames } from '@darkroom/foundation'

/** The base of this library's errors; a file system's own errors pass. */
export class WorkflowFilesError extends Error {
  override readonly name: string = 'WorkflowFilesError'
}

export class WorkflowNotFoundError extends WorkflowFilesError {
  override readonly name = 'WorkflowNotFoundError'
  readonly workflow: string
  /** The most similar known names, best first. */
  readonly nearest: readonly string[]

  constructor(workflow: string, { known = [] }: { known?: readonly string[] } = {}) {
    const nearest = nearestNames(workflow, known)
    super(`There is no workflow ${JSON.stringify(workflow)}${didYouMean(nearest) || '.'}`)
    this.workflow = workflow
    this.nearest = nearest
  }
}

/** Nothing was removed under the name, or it was brought back already. */
export class WorkflowNotInTrashError extends WorkflowFilesError {
  override readonly name = 'WorkflowNotInTrashError'
  readonly workflow: string
  /** The most similar names in the trash, best first. */
  readonly nearest: readonly string[]

  constructor(workflow: string, { known = [] }: { known?: readonly string[] } = {}) {
    const nearest = nearestNames(workflow, known)
    const name = JSON.stringify(workflow)
    super(`There is no workflow ${name} in the trash${didYouMean(nearest) || '.'}`)
    this.workflow = workflow
    this.nearest = nearest
  }
}

/** A workflow of this name exists, and the caller did not allow its replacement. */
export class WorkflowExistsError extends WorkflowFilesError {
  override readonly name = 'WorkflowExistsError'
  readonly workflow: string

  constructor(workflow: string, { file, cause }: { file: string; cause?: unknown }) {
    super(`There is a workflow ${JSON.stringify(workflow)} already, in ${JSON.stringify(file)}.`, {
      cause,
    })
    this.workflow = workflow
  }
}

/** No file can have the name on every system. */
export class InvalidWorkflowNameError extends WorkflowFilesError {
  override readonly name = 'InvalidWorkflowNameError'

  constructor(workflow: string, problem: string) {
    super(`${JSON.stringify(workflow)} cannot be the name of a workflow: it ${problem}.`)
  }
}

export class WorkflowTooLargeError extends WorkflowFilesError {
  override readonly name = 'WorkflowTooLargeError'

  constructor(mebibytes: number) {
    super(`A workflow as JSON can have ${mebibytes} MiB at most.`)
  }
}
