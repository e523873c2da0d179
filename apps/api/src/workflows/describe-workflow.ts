import { findRoles, type PromptGraph } from '@darkroom/comfy-graph'
import { isRecord } from '@darkroom/foundation'
import { detectFamily } from '@darkroom/workflow-builder'
import type { WorkflowInput, WorkflowOutput } from '@darkroom/workflow-converter'
import type { OpenWorkflow } from './opened-workflows.ts'

/** What a workflow is about, as far as it says or shows. */
export interface WorkflowAbout {
  readonly title: string
  /** Empty where it says none. */
  readonly description: string
  /** What it makes of what, such as `image-to-video`; empty where nothing proves it. */
  readonly task: string
  /** The id of the family of its model. */
  readonly family?: string
}

type Described = Pick<OpenWorkflow, 'extra' | 'edited' | 'outputs' | 'readings'>

/** `name`: what it is called where it says nothing. */
export function describeWorkflow(
  { extra, edited, outputs, readings }: Described,
  name: string,
): WorkflowAbout {
  const info = isRecord(extra.info) ? extra.info : {}
  const said = textIn(info.name)
  const family = familyOf(readings[0].source.graph)
  return {
    // The usual name of a workflow that nobody named.
    title: said === '' || /^(?:unsaved )?workflow\b/i.test(said) ? name : said,
    description: textIn(info.description),
    task: taskOf([...edited.inputs, ...edited.hidden], outputs),
    ...(family !== undefined && { family }),
  }
}

const longest = 2_000

const textIn = (value: unknown): string =>
  typeof value === 'string' ? value.trim().slice(0, longest) : ''

/** The family of the models that it is saved with, if they are of one. */
function familyOf(graph: PromptGraph): string | undefined {
  const names = findRoles(graph).model.sites.map(
    ({ nodeId, input }) => graph[nodeId]?.inputs[input],
  )
  const families = new Set(
    names.map((name) => (typeof name === 'string' ? detectFamily({ name })?.family.id : undefined)),
  )
  const [only] = families
  return families.size === 1 ? only : undefined
}

const made: ReadonlySet<string> = new Set(['image', 'video', 'audio', '3d'])

/** Roles of pictures that say what is done with them, in the order in which they decide. */
const tasksByRole = [
  ['mask', 'inpaint'],
  ['control', 'controlnet'],
  ['reference', 'edit'],
] as const

function taskOf(inputs: readonly WorkflowInput[], outputs: readonly WorkflowOutput[]): string {
  const results = outputs.filter(({ type }) => made.has(type))
  const result = (results.find(({ isPreview }) => !isPreview) ?? results[0])?.type
  if (result === undefined) return ''
  const own = result === 'image' ? tasksByRole : []
  const byRole = own.find(([role]) => inputs.some((input) => input.role === role))?.[1]
  if (byRole !== undefined) return byRole
  const from = (['video', 'image', 'audio'] as const).find((kind) =>
    inputs.some(({ type }) => type === kind || type === `${kind}s`),
  )
  if (from !== undefined) return `${from}-to-${result}`
  return inputs.some(({ role }) => role === 'prompt') ? `text-to-${result}` : ''
}
