import { isPictureModel, type Model, type Workflow } from '@darkroom/door-ports'
import { matchModel, withSlashes } from './match-model.ts'

/** What makes a picture: a model by the usual workflows, or a workflow of its own. */
export type Target =
  | { readonly kind: 'model'; readonly model: Model }
  | { readonly kind: 'workflow'; readonly workflow: Workflow }

/** What there is to choose from. */
export interface Choices {
  /** Those that make pictures. */
  readonly models: readonly Model[]
  readonly workflows: readonly Workflow[]
}

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

/** Every target once. A file that lies in two folders of ComfyUI has one name in jobs, so it has one id. */
export function targetsOf({ models, workflows }: Choices): readonly Target[] {
  const all: Target[] = [
    ...models.filter(isPictureModel).map((model): Target => ({ kind: 'model', model })),
    ...workflows.map((workflow): Target => ({ kind: 'workflow', workflow })),
  ]
  return [...new Map(all.toReversed().map((one) => [targetId(one), one])).values()].toReversed()
}

/** The target of a name: a model before a workflow, unless it says `workflow:`. */
export function findTarget(name: string, { models, workflows }: Choices): Target | undefined {
  const model = matchModel(name, models.filter(isPictureModel))
  if (model !== undefined) return { kind: 'model', model }
  const plain = name.startsWith(workflowPrefix) ? name.slice(workflowPrefix.length) : name
  const workflow =
    workflows.find((one) => one.name === plain) ??
    workflows.find((one) => one.name.toLowerCase() === plain.toLowerCase())
  return workflow && { kind: 'workflow', workflow }
}

/** OpenAI's own names, which many clients send whatever the server has. */
export const isAlias = (name: string): boolean =>
  /^(?:dall-e|gpt-image|chatgpt-image)(?:-|$)/i.test(name)
