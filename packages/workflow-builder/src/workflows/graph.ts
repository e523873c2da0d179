import { graphInputsSchema, storedGraphInputs } from '../runs/graph-inputs.ts'
import { openGraph } from '../runs/graph-run.ts'
import type { WorkflowEntry } from '../workflow-entry.ts'

/** Any graph that somebody has, such as one that a picture carries. */
export const workflow: WorkflowEntry = Object.freeze({
  name: 'graph',
  title: 'A graph as it is',
  inputs: graphInputsSchema,
  nodeClasses: [],
  open(given: unknown) {
    const { data } = storedGraphInputs.safeParse(given)
    return data && openGraph(data)
  },
})
