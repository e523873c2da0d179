/** What a process claims that drives a server: all that share a queue call a server by one name. */
export const serverClaim = (server: string): string => `server ${server}`
