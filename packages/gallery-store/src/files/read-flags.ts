import { constants } from 'node:fs'

/**
 * For files that others may have exchanged: a link is not followed, and a pipe that nobody writes to does not hold us
 * up. Both are unknown to Windows, where they count as 0.
 */
export const readFlags: number = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
