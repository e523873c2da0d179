import 'react'

declare module 'react' {
  /** `style` may set variables that a CSS module reads. */
  interface CSSProperties {
    [variable: `--${string}`]: string | number | undefined
  }
}
