/** The name of a server: its host and port, and its path where there is one. */
export const serverName = (url: string): string => {
  const { host, pathname } = new URL(url)
  return pathname === '/' ? host : `${host}${pathname}`
}
