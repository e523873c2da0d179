import { constants } from 'node:fs'

/**
 * Flags for files that others may have replaced: links are not followed, and a pipe without a writer does not block. On
 * Windows both are unknown and count as 0.
 */
export const readFlags: number = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
