import type { Values } from '../form/values.ts'

/** A text for a shell, whatever is in it. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** The request that the form stands for, as it is typed into a shell. */
export function curlExample({
  base,
  name,
  inputs,
}: {
  /** Of the page, with a slash at the end. */
  readonly base: string
  readonly name: string
  readonly inputs: Values
}): string {
  const address = `${base}api/workflows/${encodeURIComponent(name)}/run`
  return [
    `curl ${quoted(address)} \\`,
    "  -H 'content-type: application/json' \\",
    `  -d ${quoted(JSON.stringify({ inputs }))}`,
  ].join('\n')
}
