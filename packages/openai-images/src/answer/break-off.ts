import { isRecord } from '@darkroom/foundation'
import type { Context } from 'hono'

/** Breaks the connection of a request, where Node serves it; false elsewhere. */
export function breakOff({ env }: Pick<Context, 'env'>): boolean {
  const connection: unknown = isRecord(env) ? env.outgoing : undefined
  if (!isDestroyable(connection)) return false
  connection.destroy()
  return true
}

const isDestroyable = (value: unknown): value is { destroy(): void } =>
  typeof value === 'object' &&
  value !== null &&
  'destroy' in value &&
  typeof value.destroy === 'function'
