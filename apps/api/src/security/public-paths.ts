/** Liveness and readiness, for supervisors, which have no token, and the documentation, which says how to send the token and holds nothing of anybody. */
export const isPublic = (path: string): boolean =>
  path === '/api/health/live' ||
  path === '/api/health/ready' ||
  path === '/openapi.json' ||
  path === '/docs' ||
  path.startsWith('/docs/')
