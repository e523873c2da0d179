import type { PromptGraph } from '@darkroom/comfy-graph'
import {
  type EditorWorkflow,
  type InputSource,
  readEditorWorkflow,
  toInputSource,
} from '../src/index.ts'
import { createConverters, readCorpus } from './corpus.ts'

/** A workflow of the corpus, converted. */
export interface CorpusSource {
  readonly name: string
  readonly source: InputSource
  convert(workflow: EditorWorkflow): PromptGraph
}

/** The templates and the pairs of the corpus, by the classes of the server that each is for. */
export function corpusSources(folder?: string): readonly CorpusSource[] {
  const { templates, editorPairs } = readCorpus(folder)
  const converterOf = createConverters(folder)
  return [...templates, ...editorPairs].flatMap(({ name, ui, objectInfo }) => {
    const { workflow } = readEditorWorkflow(ui)
    if (workflow === undefined) return []
    const { definitions, convert } = converterOf(objectInfo)
    return [
      {
        name,
        source: toInputSource(workflow, convert(workflow), definitions),
        convert: (changed: EditorWorkflow) => convert(changed).prompt,
      },
    ]
  })
}
