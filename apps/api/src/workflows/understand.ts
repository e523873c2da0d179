import type { PromptGraph } from '@darkroom/comfy-graph'
import type { Definitions } from '@darkroom/generation'
import {
  type Converter,
  createConverter,
  type FoundInputs,
  findInputs,
  findOutputs,
  type InputSource,
  type Problem,
  toInputSource,
  type WorkflowOutput,
} from '@darkroom/workflow-converter'
import type { WorkflowDocument } from './workflow-document.ts'

/** What a workflow is on one server: its classes decide which inputs there are, and what is sent. */
export interface UnderstoodWorkflow {
  /** The server's name; undefined where none is known. */
  readonly server: string | undefined
  readonly converter: Converter
  /** As it would be sent with the values that it was saved with. */
  readonly graph: PromptGraph
  readonly source: InputSource
  readonly found: FoundInputs
  readonly outputs: readonly WorkflowOutput[]
  /** What stands against running it. */
  readonly problems: readonly Problem[]
  /** What a person should know besides. */
  readonly warnings: readonly Problem[]
}

/** Understands a workflow by the classes of the server that fits it best: the one that leaves the fewest problems. */
export function understand(
  document: WorkflowDocument,
  servers: ReadonlyMap<string, Definitions>,
): UnderstoodWorkflow {
  const [first = on(document, undefined, {}), ...others] = [...servers].map(([server, told]) =>
    on(document, server, told),
  )
  return others.reduce(
    (best, one) => (one.problems.length < best.problems.length ? one : best),
    first,
  )
}

function on(
  document: WorkflowDocument,
  server: string | undefined,
  told: Definitions,
): UnderstoodWorkflow {
  const converter = createConverter(told)
  const { definitions } = converter
  const common = { server, converter }
  if (document.kind === 'graph') {
    const { graph } = document
    return { ...common, graph, ...withInputs({ graph, definitions }), problems: [], warnings: [] }
  }
  const { workflow, warnings } = document
  const conversion = converter.convert(workflow)
  return {
    ...common,
    graph: conversion.prompt,
    ...withInputs(toInputSource(workflow, conversion, definitions)),
    problems: conversion.problems,
    warnings,
  }
}

const withInputs = (source: InputSource) => ({
  source,
  found: findInputs(source),
  outputs: findOutputs(source),
})
