import { isRecord } from '@darkroom/foundation'
import { z } from 'zod'
import { ObjectInfoError } from '../errors.ts'
import { createNodeCatalog, type NodeCatalog } from './node-catalog.ts'
import type { InputDefinition, NodeDefinition, OutputDefinition } from './node-definition.ts'
import { readInput, typesIn } from './read-input.ts'

const specs = z.record(z.string(), z.unknown()).catch({})
const text = z.string().catch('')
const flag = z.boolean().catch(false)
const nodeSchema = z.object({
  input: z.object({ required: specs, optional: specs }).catch({ required: {}, optional: {} }),
  output: z.array(z.unknown()).catch([]),
  output_name: z.array(z.unknown()).catch([]),
  display_name: text,
  description: text,
  category: text,
  output_node: flag,
  deprecated: flag,
  api_node: flag,
})

/**
 * Reads `GET /object_info`, whole or of one class, in the V1 and the V3 form. Invalid classes and inputs, which custom
 * nodes may have, are left out and do not spoil the rest. Each class is read on first use, since custom nodes bring
 * thousands of classes, of which a graph uses ten.
 */
export function readNodeCatalog(objectInfo: unknown): NodeCatalog {
  if (!isRecord(objectInfo)) {
    throw new ObjectInfoError('The answer of object_info is not an object of node classes')
  }
  const raw = new Map(Object.entries(objectInfo).filter(([, value]) => isRecord(value)))
  const nodes = new Map<string, NodeDefinition | undefined>()
  let produced: ReadonlySet<string> | undefined
  return createNodeCatalog({
    nodeClasses: Object.freeze([...raw.keys()].toSorted()),
    read(nodeClass) {
      if (!raw.has(nodeClass)) return undefined
      if (!nodes.has(nodeClass)) nodes.set(nodeClass, readNode(nodeClass, raw.get(nodeClass)))
      return nodes.get(nodeClass)
    },
    isProduced(type) {
      produced ??= new Set([...raw.values()].flatMap(outputTypes))
      return produced.has(type)
    },
  })
}

function outputTypes(value: unknown): readonly string[] {
  const outputs = isRecord(value) && Array.isArray(value.output) ? value.output : []
  return outputs.flatMap((type: unknown) => (typeof type === 'string' ? typesIn(type) : []))
}

function readNode(nodeClass: string, value: unknown): NodeDefinition | undefined {
  const { data } = nodeSchema.safeParse(value)
  if (data === undefined) return undefined
  return Object.freeze({
    nodeClass,
    displayName: data.display_name || nodeClass,
    description: data.description,
    category: data.category,
    isOutputNode: data.output_node,
    isDeprecated: data.deprecated,
    isApiNode: data.api_node,
    inputs: [...readInputs(data.input.required, true), ...readInputs(data.input.optional, false)],
    outputs: data.output.map((type, index) => readOutput(type, data.output_name[index])),
  })
}

const readInputs = (
  inputs: Readonly<Record<string, unknown>>,
  required: boolean,
): readonly InputDefinition[] =>
  Object.entries(inputs).flatMap(([name, spec]) => readInput(name, required, spec) ?? [])

/** Reads an output; a list of choices in place of the type is one that feeds inputs with that list. */
function readOutput(type: unknown, name: unknown): OutputDefinition {
  const types = typeof type === 'string' ? typesIn(type) : ['COMBO']
  return { name: typeof name === 'string' && name !== '' ? name : types.join(','), types }
}
