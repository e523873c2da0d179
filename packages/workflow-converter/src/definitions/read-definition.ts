import { isRecord } from '@darkroom/foundation'
import { listAt, member, recordAt, textAt, type UnknownRecord } from '../json-values.ts'
import type { NodeDefinition, OutputDefinition } from './node-definition.ts'
import { inOrder, readInputs } from './read-inputs.ts'

/** Reads one entry of `object_info`; what is not as expected in it counts as absent. */
export function readDefinition(type: string, told: UnknownRecord): NodeDefinition {
  const inputs = readInputs(recordAt(told, 'input'))
  const order = member(told, 'input_order')
  return {
    type,
    displayName: textAt(told, 'display_name') || type,
    inputs: isRecord(order) ? inOrder(inputs, order) : inputs,
    outputs: readOutputs(told),
    isOutput: member(told, 'output_node') === true,
    isApiNode: member(told, 'api_node') === true,
  }
}

function readOutputs(told: UnknownRecord): readonly OutputDefinition[] {
  const names = listAt(told, 'output_name')
  return listAt(told, 'output').map((entry, index) => {
    // A list of choices is the type of a combo's output.
    const type = typeof entry === 'string' ? entry : Array.isArray(entry) ? 'COMBO' : '*'
    const name = names[index]
    return { type, name: typeof name === 'string' ? name : type }
  })
}
