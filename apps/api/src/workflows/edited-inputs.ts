import {
  type EditedInputs,
  editsByKey,
  type FoundInputs,
  type InputEdits,
  inputEditsSchema,
  type LeftOutEdit,
  withInputEdits,
} from '@darkroom/workflow-converter'
import type { WorkflowFile } from '@darkroom/workflow-files'
import { z } from 'zod'
import { mergeInputs } from './merge-inputs.ts'

/** What is kept about a workflow beside its file. */
export type KeptEdits = Pick<WorkflowFile, 'edits' | 'editsProblem'>

/** What is said about the inputs of a workflow. */
export interface SaidOfInputs {
  readonly edits: InputEdits
  /** Why nothing counts of what is kept: a sentence. */
  readonly problem?: string | undefined
}

/** The inputs of a workflow as servers have them that can run it; the one it fits best comes first. */
export type InputsByServer = readonly [FoundInputs, ...FoundInputs[]]

export function readEdits({ edits, editsProblem }: KeptEdits): SaidOfInputs {
  if (editsProblem !== undefined) return { edits: {}, problem: editsProblem }
  if (edits === undefined) return { edits: {} }
  const parsed = inputEditsSchema.safeParse(edits)
  if (parsed.success) return { edits: parsed.data }
  const problem = `What is kept about the inputs is left out: ${z.prettifyError(parsed.error)}`
  return { edits: {}, problem }
}

export function editedInputs(found: FoundInputs, { edits, problem }: SaidOfInputs): EditedInputs {
  const edited = withInputEdits(found, edits)
  return problem === undefined ? edited : { ...edited, notes: [...edited.notes, problem] }
}

/** The inputs that all servers together have, with what is said about them. */
export function editedOnServers([first, ...others]: InputsByServer, said: SaidOfInputs) {
  const best = editedInputs(first, said)
  const all = [best, ...others.map((found) => editedInputs(found, said))] as const
  return { ...mergeInputs(all), leftOut: best.leftOut }
}

/** The inputs without what is said about them, and beside them what is, by their keys. */
export function inputsToEdit(unedited: InputsByServer, said: SaidOfInputs) {
  const found = mergeInputs(unedited)
  const { leftOut } = editedOnServers(unedited, said)
  const whole: readonly LeftOutEdit[] =
    said.problem === undefined ? [] : [{ path: [], message: said.problem }]
  return { found, edits: editsByKey(found, said.edits), leftOut: [...whole, ...leftOut] }
}
