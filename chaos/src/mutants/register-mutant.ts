import { registerHooks } from 'node:module'
import { machineMutants, mutants, type Patch } from './mutants.ts'

const apply = (source: string, { file, find, replace }: Patch): string => {
  const parts = source.split(find)
  if (parts.length !== 2) {
    throw new Error(`A mutant no longer fits: ${parts.length - 1} times in ${file}: ${find}`)
  }
  return parts.join(replace)
}

/** Patches the source of modules loaded from here on; the product must run from source. */
export function registerMutant(name: string): void {
  const mutant = [...mutants, ...machineMutants].find((known) => known.name === name)
  if (mutant === undefined) throw new Error(`There is no mutant ${name}`)
  registerHooks({
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      const patches = mutant.patches.filter(({ file }) => url.endsWith(file))
      if (patches.length === 0) return loaded
      const { source } = loaded
      if (source === undefined || source === null) throw new Error(`${url} has no source to patch`)
      const text = typeof source === 'string' ? source : new TextDecoder().decode(source)
      return { ...loaded, source: patches.reduce(apply, text) }
    },
  })
}
