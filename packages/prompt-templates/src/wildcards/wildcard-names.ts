import { tokens } from './tokens.ts'

/** The names that occur in a text as `__name__`, each once, in reading order; also in options that are not drawn. */
export function wildcardNames(text: string): readonly string[] {
  const names = new Set<string>()
  for (const token of tokens(text)) if (token.kind === 'wildcard') names.add(token.name)
  return [...names]
}
