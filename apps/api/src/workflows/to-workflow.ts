import type {
  FoundInputs,
  InputEdits,
  LeftOutEdit,
  WorkflowInput,
  WorkflowOutput,
} from '@darkroom/workflow-converter'
import type { z } from '@hono/zod-openapi'
import { toTime } from '../http/fields.ts'
import type { ListedBuiltIn } from './built-in/built-in-library.ts'
import type { WorkflowCheck } from './workflow-checks.ts'
import type { ListedWorkflow, UsableWorkflow } from './workflow-library.ts'
import type {
  editedInputsSchema,
  inputsToEditSchema,
  workflowInputSchema,
  workflowSchema,
} from './workflow-schemas.ts'

type Shown = z.infer<typeof workflowSchema>

/** A workflow as it is told to clients. */
export function toWorkflow(listed: ListedWorkflow): Shown {
  const { name, file, modifiedAt, others } = listed.file
  const facts = {
    name,
    source: 'file' as const,
    file,
    updated_at: toTime(modifiedAt.getTime()),
  }
  const shadowed = others.map(
    (other) => `${JSON.stringify(other)} has the same name and is not used.`,
  )
  if (listed.problem !== undefined) {
    return { ...facts, ...nothing, title: name, problems: [listed.problem], notes: shadowed }
  }
  const { about, edited, outputs, warnings, checks } = listed
  return {
    ...facts,
    ...about,
    inputs: edited.inputs.map(toInput),
    hidden_inputs: edited.hidden.map(toInput),
    outputs: outputs.map(toOutput),
    ...toRunnable(checks),
    problems: problemsOf(listed),
    notes: [...warnings.map(({ message }) => message), ...edited.notes, ...shadowed],
  }
}

/** Why it cannot be converted, or else run by the server that lacks least. */
function problemsOf({ problems, checks }: UsableWorkflow): string[] {
  if (problems.length > 0) return problems.map(({ message }) => message)
  return checks.some(({ runnable }) => runnable) ? [] : messagesOf(nearestOf(checks))
}

const messagesOf = (check: WorkflowCheck | undefined): string[] =>
  (check?.problems ?? []).map(({ message }) => message)

function nearestOf(checks: readonly WorkflowCheck[]): WorkflowCheck | undefined {
  const lacks = ({ missing }: WorkflowCheck): number =>
    missing.node_classes.length + missing.models.length
  return checks.toSorted((a, b) => lacks(a) - lacks(b))[0]
}

const nothing = {
  description: '',
  task: '',
  inputs: [],
  hidden_inputs: [],
  outputs: [],
  runnable: false,
  missing: { node_classes: [], models: [] },
  servers: [],
}

function toRunnable(
  checks: readonly WorkflowCheck[],
): Pick<Shown, 'runnable' | 'missing' | 'servers'> {
  const servers = checks.filter(({ runnable }) => runnable).map(({ server }) => server)
  const nearest = nearestOf(checks)
  return {
    runnable: servers.length > 0,
    missing: {
      node_classes: [...(nearest?.missing.node_classes ?? [])],
      models: [...(nearest?.missing.models ?? [])],
    },
    servers,
  }
}

/** A built-in workflow as it is told to clients; lists leave out the names of files but for the models, which others have for all. */
export function toBuiltIn(
  { workflow, inputs, runnable, servers, missing, problems }: ListedBuiltIn,
  { isListed = false } = {},
): Shown {
  const { name, title, description, task, family } = workflow
  const shown = (isHidden: boolean) =>
    inputs
      .filter((input) => input.isHidden === isHidden)
      .map((input) => toInput(isListed ? withoutFiles(input) : input))
  return {
    ...{ name, title, description, task, runnable },
    source: 'built_in',
    ...(family !== undefined && { family: family.id }),
    inputs: shown(false),
    hidden_inputs: shown(true),
    outputs: [{ node: '', class: 'SaveImage', label: 'Picture', type: 'image', preview: false }],
    missing: { node_classes: [...missing.node_classes], models: [...missing.models] },
    servers: [...servers],
    problems: [...problems],
    notes: [],
  }
}

const files: ReadonlySet<string> = new Set(['model', 'lora'])

function withoutFiles(input: WorkflowInput): WorkflowInput {
  if (!files.has(input.type) || input.key === 'model') return input
  const { choices: _, ...others } = input
  return others
}

function toInput({
  key,
  label,
  role,
  group,
  type,
  default: saved,
  minimum,
  maximum,
  step,
  choices,
  required,
  help,
  from,
}: WorkflowInput): z.infer<typeof workflowInputSchema> {
  return {
    ...{ key, label, role, group, type, default: saved, minimum, maximum, step },
    ...(choices !== undefined && { choices: [...choices] }),
    ...{ required, help, from },
  }
}

/** What edits make of inputs, as it is told to clients. */
export const toEditedInputs = ({
  inputs,
  hidden,
  leftOut,
}: Pick<FoundInputs, 'inputs' | 'hidden'> & {
  readonly leftOut: readonly LeftOutEdit[]
}): z.infer<typeof editedInputsSchema> => ({
  inputs: inputs.map(toInput),
  hidden_inputs: hidden.map(toInput),
  left_out: leftOut.map(({ path, message }) => ({ path: path.join('.'), message })),
})

export const toInputsToEdit = ({
  found,
  edits,
  leftOut,
}: {
  readonly found: FoundInputs
  readonly edits: InputEdits
  readonly leftOut: readonly LeftOutEdit[]
}): z.infer<typeof inputsToEditSchema> => ({
  edits,
  ...toEditedInputs({ ...found, leftOut }),
})

const toOutput = ({ node, class: nodeClass, label, type, isPreview }: WorkflowOutput) => ({
  node,
  class: nodeClass,
  label,
  type,
  preview: isPreview,
})

export const toCheck = ({ server, runnable, missing, problems }: WorkflowCheck) => ({
  server,
  runnable,
  missing: { node_classes: [...missing.node_classes], models: [...missing.models] },
  problems: problems.map(({ nearest, ...problem }) => ({
    ...problem,
    ...(nearest !== undefined && { nearest: [...nearest] }),
  })),
})
