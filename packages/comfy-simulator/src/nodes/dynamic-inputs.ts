import { getDict, getList, getString, isDict, isList, type PyDict } from '../python/value.ts'
import { type InputDefinition, toInput } from './input-definition.ts'

type Expand = (
  input: InputDefinition,
  live: PyDict,
  add: (group: PyDict | undefined, isRequired: boolean) => void,
) => readonly InputDefinition[]

/** A choice brings the inputs of the chosen option, as `choice.input`; an unknown choice brings nothing, not even itself. */
const expandChoice: Expand = (input, live, add) => {
  const chosen = getList(input.options, 'options')?.find(
    (option) => isDict(option) && option.get('key') === live.get(input.name),
  )
  if (!live.has(input.name) || !isDict(chosen)) return []
  const inputs = getDict(chosen, 'inputs')
  add(getDict(inputs, 'required'), true)
  add(getDict(inputs, 'optional'), false)
  return [input]
}

/** A growing group brings as many inputs as its template allows; the first `min` are required. */
const expandGroup: Expand = (input, _, add) => {
  const template = getDict(input.options, 'template')
  const [kind, group] =
    [...(getDict(template, 'input') ?? [])].find(([, one]) => isDict(one) && one.size > 0) ?? []
  const specification = isDict(group) ? [...group.values()][0] : undefined
  if (specification === undefined) return []
  const prefix = getString(template, 'prefix')
  const max = Number(template?.get('max') ?? 0)
  const names =
    prefix === undefined
      ? (getList(template, 'names') ?? []).map(String)
      : Array.from({ length: max }, (__, index) => `${prefix}${index}`)
  const min = kind === 'required' ? Number(template?.get('min') ?? 0) : 0
  for (const [index, name] of names.entries())
    add(new Map([[name, specification]]), index < min && input.isRequired)
  return []
}

/** A slot brings further inputs once it is linked. */
const expandSlot: Expand = (input, live, add) => {
  if (!live.has(input.name)) return []
  const inputs = getDict(input.options, 'inputs')
  add(getDict(inputs, 'required'), true)
  add(getDict(inputs, 'optional'), false)
  return [input]
}

const expansions: Readonly<Record<string, Expand>> = {
  COMFY_DYNAMICCOMBO_V3: expandChoice,
  COMFY_AUTOGROW_V3: expandGroup,
  COMFY_DYNAMICSLOT_V3: expandSlot,
}

/** The inputs that a node has with these values: inputs that stand for others are replaced by them. */
export const expandInputs = (
  declared: readonly InputDefinition[],
  live: PyDict,
): readonly InputDefinition[] =>
  declared.flatMap((input) => {
    const expand = isList(input.type) ? undefined : expansions[String(input.type)]
    if (expand === undefined) return [input]
    const nested: InputDefinition[] = []
    const own = expand(input, live, (group, isRequired) => {
      for (const [name, specification] of group ?? [])
        nested.push(toInput(`${input.name}.${name}`, specification, isRequired))
    })
    return [...own, ...expandInputs(nested, live)]
  })
