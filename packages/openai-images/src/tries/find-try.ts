import { isOpen, type RememberedTry } from './remembered-try.ts'

export interface FindOptions {
  /** Whether the client says that it asks again. */
  readonly isRetry: boolean
  /** Whether somebody waits for the answer now. */
  readonly isHeld: (key: string) => boolean
}

/**
 * The try that an equal request goes on with. One that nobody was told of and nobody waits for any more, in any case; for a
 * client that says that it asks again also one that is still waited for, since a broken connection may look whole from here, or
 * one whose answer may have got lost on its way. Of several, one that fewer have gone on with, then the newest.
 */
export function findTry(
  tries: readonly RememberedTry[],
  { isRetry, isHeld }: FindOptions,
): RememberedTry | undefined {
  const lost = tries.filter((one) => isOpen(one) && !isHeld(one.key))
  const held = tries.filter((one) => isOpen(one) && isHeld(one.key))
  const answered = tries.filter((one) => !isOpen(one))
  const groups = isRetry ? [lost, held, answered] : [lost]
  const group = groups.find((one) => one.length > 0) ?? []
  return group.toSorted((a, b) => a.claims - b.claims || b.at - a.at)[0]
}
