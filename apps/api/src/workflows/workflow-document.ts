import { GraphFormatError, type PromptGraph, parseGraph } from '@darkroom/comfy-graph'
import { parseExactJson } from '@darkroom/foundation'
import {
  type EditorWorkflow,
  isEditorWorkflow,
  type Problem,
  readEditorWorkflow,
} from '@darkroom/workflow-converter'

/** A workflow as its file holds it: as the editor saves it, or as it goes to a server. */
export type WorkflowDocument =
  | {
      readonly kind: 'editor'
      readonly workflow: EditorWorkflow
      readonly warnings: readonly Problem[]
    }
  | { readonly kind: 'graph'; readonly graph: PromptGraph }

/** A text is no workflow; the message follows "it is" or "it has" in no sentence: it is one itself. */
export class WorkflowFormatError extends Error {
  override readonly name = 'WorkflowFormatError'
}

/** @throws WorkflowFormatError */
export function readDocument(text: string): WorkflowDocument {
  const value = parse(text)
  if (!isEditorWorkflow(value)) return { kind: 'graph', graph: asGraph(text) }
  const reading = readEditorWorkflow(value)
  if (reading.workflow === undefined) throw new WorkflowFormatError(reading.problem.message)
  return { kind: 'editor', ...reading }
}

/** The node classes that a server must be asked for. */
export const nodeClassesOf = (document: WorkflowDocument): readonly string[] => {
  if (document.kind === 'graph') {
    return [...new Set(Object.values(document.graph).map(({ class_type: name }) => name))]
  }
  const { workflow } = document
  const graphs = [workflow, ...workflow.definitions.values()]
  const types = graphs.flatMap(({ nodes }) => [...nodes.values()].map(({ type }) => type))
  return [...new Set(types)].filter((type) => !workflow.definitions.has(type))
}

function parse(text: string): unknown {
  try {
    return parseExactJson(text)
  } catch (error) {
    throw new WorkflowFormatError('It is not JSON', { cause: error })
  }
}

function asGraph(text: string): PromptGraph {
  try {
    return parseGraph(text)
  } catch (error) {
    if (!(error instanceof GraphFormatError)) throw error
    throw new WorkflowFormatError(error.message, { cause: error })
  }
}
