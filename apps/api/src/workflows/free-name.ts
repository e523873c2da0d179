import { nameKey } from '@darkroom/foundation'

/** A name for a workflow that was sent without one: `workflow`, `workflow-2` … */
export function freeName(present: readonly { readonly name: string }[]): string {
  const taken = new Set(present.map(({ name }) => nameKey(name)))
  for (let number = 1; ; number++) {
    const name = number === 1 ? 'workflow' : `workflow-${number}`
    if (!taken.has(name)) return name
  }
}
