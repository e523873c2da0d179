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
import { mostNodes, type WorkflowDocument } from './workflow-document.ts'

/** What stands against a workflow on one server before it is a graph. */
export interface ServerProblems {
  readonly server: string
  readonly problems: readonly Problem[]
}

/** What a workflow is on one server: its classes decide which inputs there are, and what is sent. */
export interface UnderstoodWorkflow {
  readonly converter: Converter
  /** As it would be sent with the values that it was saved with. */
  readonly graph: PromptGraph
  readonly source: InputSource
  readonly found: FoundInputs
  readonly outputs: readonly WorkflowOutput[]
  /** What stands against running it on the server that fits it best. */
  readonly problems: readonly Problem[]
  /** The same of each server. */
  readonly onServers: readonly ServerProblems[]
  /** What a person should know besides. */
  readonly warnings: readonly Problem[]
}

interface Attempt extends ServerProblems {
  readonly converter: Converter
  readonly source: InputSource
}

/**
 * Understands a workflow by the classes of the server that fits it best: the one that leaves the fewest problems. There must be one
 * server at least.
 */
export function understand(
  document: WorkflowDocument,
  servers: ReadonlyMap<string, Definitions>,
): UnderstoodWorkflow {
  const attempts = [...servers].map(([server, told]) => attempt(document, server, told))
  const [best] = attempts.toSorted((a, b) => a.problems.length - b.problems.length)
  if (best === undefined) throw new RangeError('Expected a server')
  const { converter, source, problems } = best
  return {
    converter,
    graph: source.graph,
    source,
    found: findInputs(source),
    outputs: findOutputs(source),
    problems,
    onServers: attempts.map(({ server, problems: own }) => ({ server, problems: own })),
    warnings: document.kind === 'editor' ? document.warnings : [],
  }
}

function attempt(document: WorkflowDocument, server: string, told: Definitions): Attempt {
  const converter = createConverter(told)
  const { definitions } = converter
  if (document.kind === 'graph') {
    return { server, converter, source: { graph: document.graph, definitions }, problems: [] }
  }
  const conversion = converter.convert(document.workflow, { mostNodes })
  const source = toInputSource(document.workflow, conversion, definitions)
  return { server, converter, source, problems: conversion.problems }
}
