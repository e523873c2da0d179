import { escapeLiteral } from 'pg'
import type { Tables } from './schema.ts'

/** Numbers that nobody else takes, each for one thing: who takes the same number waits for the other. */
const numbers = {
  /** Held while the tables are made. */
  migration: 72_365_101,
  /** Held while a snapshot is written. */
  snapshot: 72_365_102,
  /** Held by whose turn it is to append. */
  turn: 72_365_103,
}

/** The parameters of an advisory lock, as they stand in a statement; each schema has its own. */
export const lockOf = (name: keyof typeof numbers, { schema }: Pick<Tables, 'schema'>): string =>
  `${numbers[name]}, pg_catalog.hashtext(${escapeLiteral(schema)})`
