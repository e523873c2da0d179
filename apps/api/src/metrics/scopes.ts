/**
 * Whom a value tells of, at the end of its help. With several processes on one queue each of them counts the whole queue, so these are
 * read by `max`; what is of one process is read by `sum`.
 */
export const ofQueue = 'Of the whole queue: the same from every process on it, so read it by max.'
export const ofProcess = 'Of this process.'
