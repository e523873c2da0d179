import { lazy, Suspense } from 'react'
import type { LightboxProps } from './lightbox-props.ts'

const LightboxDialog = lazy(async () => ({
  default: (await import('./lightbox-dialog.tsx')).LightboxDialog,
}))

/** Pictures at their full size, one at a time, over the whole window. Its code is loaded when it first opens. */
export const Lightbox = (props: LightboxProps) => (
  <Suspense fallback={null}>
    <LightboxDialog {...props} />
  </Suspense>
)
