import type { Workflow } from '../../api/types.ts'
import { rankOptions } from '../../ui/rank-options.ts'

export interface WorkflowGroup {
  readonly title: string
  readonly workflows: readonly Workflow[]
}

const names: Readonly<Record<string, string>> = { controlnet: 'ControlNet' }

/** A task in words. */
export function titled(task: string): string {
  const words = names[task] ?? task.replaceAll('-', ' ')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** Those that a search finds, nearest first; all for an empty one. */
export const searched = (workflows: readonly Workflow[], query: string): readonly Workflow[] =>
  rankOptions(
    workflows.map((workflow) => ({
      workflow,
      label: workflow.title,
      detail: workflow.name,
      keywords: [workflow.task, workflow.family ?? '', workflow.description].join(' '),
    })),
    query,
  ).map(({ workflow }) => workflow)

/** The built-in ones below what they do, in their order. */
export const byTask = (workflows: readonly Workflow[]): readonly WorkflowGroup[] =>
  [...Map.groupBy(workflows, ({ task }) => task)].map(([task, own]) => ({
    title: titled(task),
    workflows: own,
  }))

/** What stands against a run, in a few words. */
export function lackText({
  runnable,
  missing,
  problems,
}: Pick<Workflow, 'runnable' | 'missing' | 'problems'>): string | undefined {
  if (runnable) return undefined
  const [nodeClass] = missing.node_classes
  const [model] = missing.models
  const count = missing.node_classes.length + missing.models.length
  const further = count > 1 ? ` and ${count - 1} more` : ''
  if (model !== undefined) return `Lacks ${model}${further}`
  if (nodeClass !== undefined) return `Lacks the node ${nodeClass}${further}`
  return problems[0] ?? 'No server can run it'
}

/** The kinds of what it makes, each once; what is only shown counts where nothing is kept. */
export function kindsOf({
  outputs,
}: Pick<Workflow, 'outputs'>): readonly Workflow['outputs'][number]['type'][] {
  const kept = outputs.filter(({ preview }) => !preview)
  return [...new Set((kept.length > 0 ? kept : outputs).map(({ type }) => type))]
}
