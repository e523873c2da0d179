/** What a person has set, by the keys of inputs; what is not there stays as the workflow was saved. */
export type Values = Readonly<Record<string, unknown>>

/** The values with one of them set, or taken back by undefined. */
export function withValue(values: Values, key: string, value: unknown): Values {
  const { [key]: _, ...others } = values
  return value === undefined ? others : { ...others, [key]: value }
}

/** The values that the workflow still has inputs for: a file may have changed since. */
export const knownValues = (
  values: Values,
  inputs: readonly { readonly key: string }[],
): Values => {
  const known = new Set(inputs.map(({ key }) => key))
  return Object.fromEntries(Object.entries(values).filter(([key]) => known.has(key)))
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)

/** What is missing before it can run, by key. */
export const missingOf = (
  values: Values,
  inputs: readonly {
    readonly key: string
    readonly label: string
    readonly required: boolean
  }[],
): readonly { readonly path: string; readonly message: string }[] =>
  inputs
    .filter(({ key, required }) => required && (isEmpty(values[key]) || values[key] === ''))
    .map(({ key }) => ({ path: key, message: 'is needed' }))

/** The values that are sent: an emptied number is none, and stays as saved. */
export const toInputs = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
  )
