import type { Inputs, WorkflowRun } from '@darkroom/workflow-builder'

/**
 * A run that needs the same of a server as another one, which is asked in its place. The run itself is opened when its graph
 * is wanted: of many that wait, one at a time.
 */
export function alikeRun(
  judge: WorkflowRun,
  inputs: Inputs,
  open: () => WorkflowRun | undefined,
): WorkflowRun {
  let opened: WorkflowRun | undefined
  const own = (): WorkflowRun => {
    opened ??= open()
    if (opened === undefined) throw new TypeError('Inputs alike are of different workflows')
    return opened
  }
  return {
    inputs,
    needs: judge.needs,
    model: judge.model,
    nodeClasses: judge.nodeClasses,
    problems: (server, given) => judge.problems(server, given),
    files: (server) => judge.files(server),
    spelledFor: (server) => own().spelledFor(server),
    build: (options) => own().build(options),
  }
}
