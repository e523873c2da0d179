import type { Generation, GroupKind, GroupViews } from '@darkroom/generation'
import { notFound } from '../http/problem.ts'

/** @throws ProblemError, 404 */
export function knownGroup<K extends GroupKind>(
  generation: Generation,
  kind: K,
  id: string,
): GroupViews[K] {
  const group = generation.groups.get(kind, id)
  if (group !== undefined) return group
  throw notFound(kind === 'batch' ? `batch ${id}` : `sequence ${id} that is generated`)
}
