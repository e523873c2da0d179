import { classNames } from './class-names.ts'
import styles from './skeleton.module.css'

export interface SkeletonProps {
  readonly shape?: 'line' | 'block' | 'circle' | undefined
  /** A CSS length. */
  readonly width?: string | number | undefined
  readonly height?: string | number | undefined
  /** E.g. `3 / 2`; the height then follows. */
  readonly ratio?: string | undefined
  readonly className?: string | undefined
}

/** The place of something that is on its way. Decoration: say "Loading" once, beside it. */
export const Skeleton = ({ shape = 'line', width, height, ratio, className }: SkeletonProps) => (
  <span
    aria-hidden
    className={classNames(styles.skeleton, styles[shape], className)}
    style={{ inlineSize: width, blockSize: height, aspectRatio: ratio }}
  />
)
