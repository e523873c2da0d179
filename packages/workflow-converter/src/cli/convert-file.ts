import { GraphFormatError, type PromptGraph, readGraph } from '@darkroom/comfy-graph'
import type { Converter } from '../converter.ts'
import { isEditorWorkflow, readEditorWorkflow } from '../editor/read-editor-workflow.ts'
import { FileError } from './file-error.ts'
import { readSource } from './read-source.ts'

export interface ConvertedFile {
  readonly prompt?: PromptGraph
  /** What stands against running it, a sentence each; none when it was converted. */
  readonly problems: readonly string[]
}

/** A file's prompt: a workflow is converted, and what is a prompt already stays as it is. */
export function convertFile(
  path: string,
  { converter, now }: { converter: Converter; now: Date },
): ConvertedFile {
  try {
    const value = readSource(path)
    return isEditorWorkflow(value)
      ? convertWorkflow(value, { converter, now })
      : { prompt: readGraph(value), problems: [] }
  } catch (error) {
    if (error instanceof FileError || error instanceof GraphFormatError) {
      return { problems: [error.message] }
    }
    throw error
  }
}

function convertWorkflow(
  value: unknown,
  { converter, now }: { converter: Converter; now: Date },
): ConvertedFile {
  const reading = readEditorWorkflow(value)
  if (reading.workflow === undefined) return { problems: [reading.problem.message] }
  const { prompt, problems } = converter.convert(reading.workflow, { now })
  return { prompt, problems: problems.map(({ message }) => message) }
}
