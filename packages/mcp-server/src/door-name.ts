/** Of the door, of its notes with jobs, and the beginning of its idempotency keys. */
export const doorName = 'mcp'
