import { isRecord } from './json.ts'

/** Text that is the same for equal data, in whichever order its members stand. */
export const toCanonicalJson = (value: unknown): string => JSON.stringify(value, sortMembers)

const sortMembers = (_: string, value: unknown): unknown =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value
