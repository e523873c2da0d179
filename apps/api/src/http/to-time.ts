/** Milliseconds since the epoch → ISO 8601 with offset, in UTC. */
export const toTime = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace('Z', '+00:00')
