/** A built-in workflow has the name, so that a file could never be run by it. */
export class BuiltInNameError extends Error {
  override readonly name = 'BuiltInNameError'

  constructor(workflow: string) {
    super(`There is a built-in workflow ${JSON.stringify(workflow)}.`)
  }
}
