/**
 * What an error of PostgreSQL means for a store.
 *
 * - `away`: it cannot be asked just now, and may be again: no connection, a restart, a failover, too many clients
 * - `read-only`: it answers, but takes nothing: a standby, or one that was made read-only
 * - `full`: no disk is left; nothing of the statement was stored
 * - `refused`: it will say the same again: wrong password, no such database, no right to the tables
 * - `broken`: anything else: what is stored is not what was expected
 */
export type Trouble = 'away' | 'read-only' | 'full' | 'refused' | 'broken'

/** Classes and codes of https://www.postgresql.org/docs/current/errcodes-appendix.html, the longest first. */
const troubles: readonly (readonly [string, Trouble])[] = [
  ['25006', 'read-only'],
  ['53100', 'full'],
  ['28', 'refused'],
  ['3D', 'refused'],
  ['3F', 'refused'],
  ['42501', 'refused'],
  ['08', 'away'],
  ['53', 'away'],
  ['57', 'away'],
  ['40', 'away'],
  ['55P03', 'away'],
  ['58', 'away'],
]

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined

/** Errors of the network and of the client have no code of five capital letters and digits, and all mean that it is away. */
export const troubleOf = (error: unknown): Trouble => {
  const code = codeOf(error)
  if (code === undefined || !/^[0-9A-Z]{5}$/.test(code) || code.startsWith('E')) return 'away'
  return troubles.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'broken'
}

/** One sentence for a person; an error of several addresses has none of its own. */
export const sentenceOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(sentenceOf).join('; ')
  return error instanceof Error && error.message !== '' ? error.message : String(error)
}
