import type { PromptGraph, Site } from '@darkroom/comfy-graph'
import { isRecord } from '@darkroom/foundation'
import type { Definitions } from '../definitions/definitions.ts'
import type { InputDefinition } from '../definitions/node-definition.ts'
import { readInputs } from '../definitions/read-inputs.ts'
import { recordAt, recordsAt } from '../json-values.ts'
import { nodeOf } from './node-of.ts'

/** What a server says of an input of a prompt, also of one that an option or a growing list brought (`resize_type.width`). */
export function definitionOf(
  { nodeId, input }: Site,
  { graph, definitions }: { readonly graph: PromptGraph; readonly definitions: Definitions },
): InputDefinition | undefined {
  const node = nodeOf(graph, nodeId)
  const inputs = definitions.get(node?.class_type ?? '')?.inputs
  if (node === undefined || inputs === undefined) return undefined
  const own = inputs.find(({ name }) => name === input)
  return own ?? inside(inputs, { input, values: node.inputs })
}

interface Asked {
  readonly input: string
  readonly values: PromptGraph[string]['inputs']
}

/** Looks into the inputs that the chosen option of a combo has, or the template of a growing list. */
function inside(
  definitions: readonly InputDefinition[],
  { input, values }: Asked,
  prefix = '',
): InputDefinition | undefined {
  for (const definition of definitions) {
    const full = `${prefix}${definition.name}`
    if (input === full) return definition
    if (!input.startsWith(`${full}.`)) continue
    const chosen = recordsAt(definition.options, 'options').find(({ key }) => key === values[full])
    const found = inside(innerInputs(chosen ?? {}), { input, values }, `${full}.`)
    return found ?? grown(definition)
  }
  return undefined
}

const innerInputs = (option: Readonly<Record<string, unknown>>): readonly InputDefinition[] =>
  readInputs(recordAt(option, 'inputs'))

const grown = ({ options }: InputDefinition): InputDefinition | undefined => {
  const template = options.template
  return isRecord(template) ? readInputs(recordAt(template, 'input'))[0] : undefined
}
