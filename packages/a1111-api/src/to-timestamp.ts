/** `YYYYMMDDhhmmss`, in UTC. */
export const toTimestamp = (ms: number): string =>
  new Date(ms).toISOString().slice(0, 19).replaceAll(/\D/g, '')
