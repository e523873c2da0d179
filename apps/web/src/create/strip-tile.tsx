import { type ReactNode, useEffect, useRef } from 'react'
import styles from './recent-strip.module.css'

interface StripTileProps {
  readonly title: string
  readonly isShown: boolean
  readonly onShow: () => void
  readonly children: ReactNode
}

/** One place of the strip; the one on the stage is brought into sight. */
export const StripTile = ({ title, isShown, onShow, children }: StripTileProps) => {
  const tile = useRef<HTMLLIElement>(null)
  useEffect(() => {
    const strip = tile.current?.parentElement
    if (!isShown || tile.current === null || strip == null) return
    // Not scrollIntoView, which moves the page as well.
    const { offsetLeft, offsetWidth } = tile.current
    const isInSight =
      offsetLeft >= strip.scrollLeft &&
      offsetLeft + offsetWidth <= strip.scrollLeft + strip.clientWidth
    if (!isInSight) strip.scrollLeft = offsetLeft - strip.clientWidth / 2
  }, [isShown])
  return (
    <li ref={tile}>
      <button
        type="button"
        className={styles.tile}
        aria-label={title}
        aria-pressed={isShown}
        onClick={onShow}
      >
        {children}
      </button>
    </li>
  )
}
