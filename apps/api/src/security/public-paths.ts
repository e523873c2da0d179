/** Liveness, for supervisors, and the documentation, which says how to send the token and holds nothing of anybody. */
export const isPublic = (path: string): boolean =>
  path === '/api/health/live' ||
  path === '/openapi.json' ||
  path === '/docs' ||
  path.startsWith('/docs/')
