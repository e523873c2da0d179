/** An object or list inside others more often than this is no request of ours; walking it would fill the stack. */
export const deepestBody = 100

export class TooDeepError extends Error {
  override readonly name = 'TooDeepError'
}

/**
 * JSON as schemas and files can take it. Members that are null are left out, for many clients send null for what they
 * do not have; a null in a list has a place there, and stays. Halves of characters become U+FFFD.
 * @throws TooDeepError
 */
export function cleanJson(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (typeof value !== 'object' || value === null) return value
  if (depth >= deepestBody) throw new TooDeepError(`It is nested more than ${deepestBody} deep`)
  if (Array.isArray(value)) return value.map((each) => cleanJson(each, depth + 1))
  const members = Object.entries(value).filter(([, member]) => member !== null)
  return Object.fromEntries(
    members.map(([name, member]) => [name.toWellFormed(), cleanJson(member, depth + 1)]),
  )
}
