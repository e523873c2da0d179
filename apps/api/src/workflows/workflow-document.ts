import { GraphFormatError, type PromptGraph, parseGraph } from '@darkroom/comfy-graph'
import { parseExactJson } from '@darkroom/foundation'
import {
  type EditorWorkflow,
  isEditorWorkflow,
  type Problem,
  readEditorWorkflow,
} from '@darkroom/workflow-converter'
import { largestJson, type WorkflowTexts } from '@darkroom/workflow-files'

/** A workflow as its file holds it: as the editor saves it, or as it goes to a server. */
export type WorkflowDocument =
  | {
      readonly kind: 'editor'
      readonly workflow: EditorWorkflow
      readonly warnings: readonly Problem[]
    }
  | { readonly kind: 'graph'; readonly graph: PromptGraph }

/** A text is no workflow; the message is a sentence. */
export class WorkflowFormatError extends Error {
  override readonly name = 'WorkflowFormatError'
}

/** The most nodes, subgraphs unfolded, and classes: more than anybody has drawn, and little enough not to hold up others. */
export const mostNodes = 5_000
const mostClasses = 500

/**
 * Reads a text, whose length its reader bounds.
 * @throws WorkflowFormatError
 */
export function readDocument(text: string): WorkflowDocument {
  const document = read(text)
  const classes = nodeClassesOf(document).length
  if (classes > mostClasses) throw tooMany(classes, 'classes of nodes', mostClasses)
  return document
}

/**
 * The workflows in the texts of a file, one after the other: the editor's, and the prompt beside it.
 * @throws WorkflowFormatError when none can be read
 */
export function readDocuments({ workflow, prompt }: WorkflowTexts): readonly WorkflowDocument[] {
  const documents: WorkflowDocument[] = []
  let failure: unknown
  for (const text of [workflow, prompt]) {
    try {
      if (text !== undefined) documents.push(readDocument(text))
    } catch (error) {
      if (!(error instanceof WorkflowFormatError)) throw error
      failure ??= error
    }
  }
  if (documents.length === 0 && failure !== undefined) throw failure
  return documents
}

const tooMany = (count: number, what: string, most: number): WorkflowFormatError =>
  new WorkflowFormatError(`The workflow has ${count} ${what}, and ${most} are allowed`)

function read(text: string): WorkflowDocument {
  const value = parse(text)
  if (!isEditorWorkflow(value)) return { kind: 'graph', graph: asGraph(text) }
  const reading = readEditorWorkflow(value)
  if (reading.workflow === undefined) throw new WorkflowFormatError(reading.problem.message)
  const { nodes, definitions } = reading.workflow
  const count = [...definitions.values()].reduce((sum, one) => sum + one.nodes.size, nodes.size)
  if (count > mostNodes) throw tooMany(count, 'nodes', mostNodes)
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
  if (text.length > largestJson) throw new WorkflowFormatError('The workflow is too large')
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
