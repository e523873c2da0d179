import { isPictureModel, type Model, type Workflow } from '@darkroom/door-ports'

/** What makes a picture: a model by the usual workflows, or a workflow of its own. */
export type Target =
  | { readonly kind: 'model'; readonly model: Model }
  | { readonly kind: 'workflow'; readonly workflow: Workflow }

/** One spelling of a path for all systems. */
const withSlashes = (name: string): string => name.replaceAll('\\', '/')

const workflowPrefix = 'workflow:'

/** The id of a target: always the same for the same file or workflow, whatever else there is. */
export const targetId = (target: Target): string => {
  switch (target.kind) {
    case 'model':
      return withSlashes(target.model.filename)
    case 'workflow':
      return `${workflowPrefix}${target.workflow.name}`
  }
}

/** The name of a workflow that an id may mean: with or without what says that it is one. */
export const workflowName = (id: string): string =>
  id.startsWith(workflowPrefix) ? id.slice(workflowPrefix.length) : id

/** Every target once. A file that lies in two folders of ComfyUI has one name in jobs, so it has one id. */
export function targetsOf(
  models: readonly Model[],
  workflows: readonly Workflow[],
): readonly Target[] {
  const all: Target[] = [
    ...models.filter(isPictureModel).map((model): Target => ({ kind: 'model', model })),
    ...workflows.map((workflow): Target => ({ kind: 'workflow', workflow })),
  ]
  return [...new Map(all.toReversed().map((one) => [targetId(one), one])).values()].toReversed()
}

/** OpenAI's own names, which many clients send whatever the server has. */
export const isAlias = (name: string): boolean =>
  /^(?:dall-e|gpt-image|chatgpt-image)(?:-|$)/i.test(name)
