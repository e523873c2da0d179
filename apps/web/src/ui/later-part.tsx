import type { ComponentType, ReactNode } from 'react'
import { createLater, useLater } from './later.ts'

/** A part of a view whose code comes when it is first shown. */
export const createLaterPart = <Props extends object>(
  bring: () => Promise<ComponentType<Props>>,
  fallback?: ReactNode,
): ComponentType<Props> => {
  const later = createLater(bring)
  return (props: Props) => {
    const { value: Part } = useLater(later, true)
    return Part === undefined ? fallback : <Part {...props} />
  }
}
