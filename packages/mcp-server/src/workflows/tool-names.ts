/** With which names of tools for workflows begin, and no others. */
export const toolPrefix = 'workflow_'

/** The longest name of a tool that all clients take, with what they put before it. */
const longestName = 48

/**
 * Names of tools for workflows: `workflow_` and what letters, digits and `_` say of the name. Where two would be called the
 * same, the later ones have a number, in the order given.
 */
export function toolNames(workflows: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>()
  return new Map(
    workflows.map((workflow) => {
      const plain = plainName(workflow)
      let name = plain
      for (let number = 2; taken.has(name); number += 1) name = `${plain}_${number}`
      taken.add(name)
      return [workflow, name]
    }),
  )
}

function plainName(workflow: string): string {
  const plain = workflow
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()
    .slice(0, longestName)
  return `${toolPrefix}${plain === '' ? 'unnamed' : plain}`
}
