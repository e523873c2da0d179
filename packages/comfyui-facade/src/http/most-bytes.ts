/** Bytes of a request: pictures come in with it. */
export const mostBytes = 64 * 1024 * 1024
