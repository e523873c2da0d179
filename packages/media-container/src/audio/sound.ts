import type { Container } from '../container.ts'

/** What there is to say of a file that is only heard. */
export function toSound(
  known: Pick<Container, 'format' | 'durationSeconds' | 'complete'>,
): Container {
  return { width: null, height: null, hasAlpha: null, animated: false, ...known }
}
