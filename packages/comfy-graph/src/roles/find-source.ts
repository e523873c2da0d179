import { asLink, type Json } from '../graph/prompt-graph.ts'
import { chosenBranch } from './chosen-branch.ts'
import { type Nodes, promptInputs, type Site } from './settings.ts'

/** The names under which nodes that only hold a value have it. */
export const valueNames = [
  'value',
  'seed',
  'noise_seed',
  'int',
  'float',
  'number',
  'string',
  'text',
  'INT',
  'FLOAT',
  'STRING',
  'Value',
  'Number',
  'String',
  'Text',
] as const

/** The longest chain of primitives and reroutes that is followed. */
const deepest = 32

/**
 * The place where the value of an input stands: the input itself, or that of the primitive at the other end of its link,
 * which may serve other nodes as well. Undefined when nodes on the way compute something.
 */
export function findSource(site: Site, nodes: Nodes): Site | undefined {
  let at = site
  for (let step = 0; step < deepest; step += 1) {
    const value = valueAt(at, nodes)
    if (value === undefined) return undefined
    if (!Array.isArray(value)) return step === 0 || fits(site.input, value) ? at : undefined
    const source = asLink(value)?.[0]
    const next = source === undefined ? undefined : onlyValue(source, at.input, nodes)
    if (next === undefined) return undefined
    at = { nodeId: source ?? '', input: next }
  }
  return undefined
}

/** Whether a value can be what the input wants: a picture's name is not its width. */
const fits = (input: string, value: Json): boolean =>
  (promptInputs.includes(input) || /name|scheduler|path/.test(input)) ===
  (typeof value === 'string')

export const valueAt = ({ nodeId, input }: Site, nodes: Nodes): Json | undefined => {
  const inputs = nodes.get(nodeId)?.inputs ?? {}
  return Object.hasOwn(inputs, input) ? inputs[input] : undefined
}

/** The input with the value of a node that only holds or passes one on. */
function onlyValue(nodeId: string, wanted: string, nodes: Nodes): string | undefined {
  const branch = chosenBranch(nodeId, nodes)
  if (branch !== undefined) return branch
  const inputs = Object.entries(nodes.get(nodeId)?.inputs ?? {})
  const links = inputs.filter(([, value]) => Array.isArray(value))
  if (links.length > 0) return inputs.length === 1 ? links[0]?.[0] : undefined
  const texts = inputs.filter(([, value]) => typeof value === 'string')
  if (promptInputs.includes(wanted)) return texts.length === 1 ? texts[0]?.[0] : undefined
  if (/width|height/.test(wanted) && texts.some(([, text]) => preset.test(String(text)))) {
    return undefined
  }
  const known = [wanted, ...valueNames].find((name) => inputs.some(([own]) => own === name))
  return known ?? (inputs.length === 1 ? inputs[0]?.[0] : undefined)
}

/** A size in words, which a node takes in place of its numbers: "portrait 832x1216". */
const preset = /\d{2,5}\s?[x×*]\s?\d{2,5}/i
