import type { Generation } from '@darkroom/generation'
import { notFound } from '../http/problem.ts'
import { type GroupKind, type GroupViews, groupsOf } from './group-port.ts'

/** @throws ProblemError, 404 */
export function knownGroup<K extends GroupKind>(
  generation: Generation,
  kind: K,
  id: string,
): GroupViews[K] {
  const group = groupsOf(generation).get(kind, id)
  if (group !== undefined) return group
  throw notFound(kind === 'batch' ? `batch ${id}` : `sequence ${id} that is generated`)
}
