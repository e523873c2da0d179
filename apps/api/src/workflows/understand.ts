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
import { versionOfDefinitions } from './definitions-version.ts'
import { mostNodes, type WorkflowDocument } from './workflow-document.ts'

/** What a workflow is by the classes of a server: they decide which inputs there are, and what is sent. */
export interface WorkflowReading {
  /** The servers that say the same of its classes, and read it alike. */
  readonly servers: readonly string[]
  readonly converter: Converter
  readonly source: InputSource
  readonly found: FoundInputs
  /** What stands against converting it. */
  readonly problems: readonly Problem[]
}

export interface UnderstoodWorkflow {
  /** The one that leaves the fewest problems comes first. */
  readonly readings: readonly [WorkflowReading, ...WorkflowReading[]]
  readonly outputs: readonly WorkflowOutput[]
  /** What a person should know besides. */
  readonly warnings: readonly Problem[]
  /** What the editor keeps of it beside the nodes; empty for a graph in the API format. */
  readonly extra: Readonly<Record<string, unknown>>
}

/** Understands a workflow by the classes of each server. There must be one server at least. */
export function understand(
  document: WorkflowDocument,
  servers: ReadonlyMap<string, Definitions>,
): UnderstoodWorkflow {
  const [first, ...others] = [...alike(servers)]
    .map((one) => read(document, one))
    .toSorted((a, b) => a.problems.length - b.problems.length)
  if (first === undefined) throw new RangeError('Expected a server')
  return {
    readings: [first, ...others],
    outputs: findOutputs(first.source),
    warnings: document.kind === 'editor' ? document.warnings : [],
    extra: document.kind === 'editor' ? document.workflow.extra : {},
  }
}

interface Told {
  readonly servers: string[]
  readonly told: Definitions
}

/** The servers by what they say: those of one pool are often equal, and then it is understood once. */
function alike(servers: ReadonlyMap<string, Definitions>): Iterable<Told> {
  const byVersion = new Map<string, Told>()
  for (const [server, told] of servers) {
    const version = versionOfDefinitions(told)
    const known = byVersion.get(version)
    if (known === undefined) byVersion.set(version, { servers: [server], told })
    else known.servers.push(server)
  }
  return byVersion.values()
}

function read(document: WorkflowDocument, { servers, told }: Told): WorkflowReading {
  const converter = createConverter(told)
  const { definitions } = converter
  if (document.kind === 'graph') {
    const source = { graph: document.graph, definitions }
    return { servers, converter, source, found: findInputs(source), problems: [] }
  }
  const conversion = converter.convert(document.workflow, { mostNodes })
  const source = toInputSource(document.workflow, conversion, definitions)
  return { servers, converter, source, found: findInputs(source), problems: conversion.problems }
}

/** As it would be sent with the values that it was saved with, to each of the servers that read it so. */
export function savedGraphs({
  readings,
}: Pick<UnderstoodWorkflow, 'readings'>): readonly GraphOfServers[] {
  return distinctGraphs(
    readings
      .filter(({ problems }) => problems.length === 0)
      .map((reading) => ({ reading, graph: reading.source.graph })),
  )
}

/** A graph, and the reading that it was made by, for servers whose own is the same. */
export interface GraphOfServers {
  readonly text: string
  readonly graph: PromptGraph
  readonly reading: WorkflowReading
  readonly servers: readonly string[]
}

/** Equal graphs once, with the servers of all. */
export function distinctGraphs(
  made: readonly { readonly reading: WorkflowReading; readonly graph: PromptGraph }[],
): readonly GraphOfServers[] {
  const byText = new Map<string, GraphOfServers>()
  for (const { reading, graph } of made) {
    const text = JSON.stringify(graph)
    const known = byText.get(text)
    const servers = [...(known?.servers ?? []), ...reading.servers]
    byText.set(text, { text, graph, reading, ...known, servers })
  }
  return [...byText.values()]
}
