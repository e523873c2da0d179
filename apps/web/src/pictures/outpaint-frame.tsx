import { type PointerEvent, useRef } from 'react'
import { classNames } from '../ui/class-names.ts'
import type { Outpaint } from './input-pictures.ts'
import styles from './outpaint-frame.module.css'
import { type Side, sides } from './padding.ts'
import type { PictureSize } from './use-picture-size.ts'

interface OutpaintFrameProps {
  readonly address: string
  readonly picture: PictureSize
  readonly value: Outpaint
  readonly onChange: (side: Side, pixels: number) => void
}

interface Drag {
  readonly side: Side
  readonly at: number
  readonly pixels: number
  /** Pixels of the picture to a pixel of the screen, as it was when the drag began. */
  readonly scale: number
}

const isAcross = (side: Side): boolean => side === 'left' || side === 'right'
const outward = (side: Side): 1 | -1 => (side === 'right' || side === 'bottom' ? 1 : -1)

/** The picture in the frame that it is to have; each side can be dragged. The numbers below are the same for keys. */
export const OutpaintFrame = ({ address, picture, value, onChange }: OutpaintFrameProps) => {
  const frame = useRef<HTMLDivElement>(null)
  const drag = useRef<Drag>(undefined)
  const { left = 0, top = 0, right = 0, bottom = 0 } = value
  const width = picture.width + left + right
  const height = picture.height + top + bottom
  const percent = (part: number, all: number): string => `${(part / all) * 100}%`

  const begin = (event: PointerEvent<HTMLElement>, side: Side): void => {
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    const shown = frame.current?.clientWidth ?? 1
    drag.current = {
      side,
      at: isAcross(side) ? event.clientX : event.clientY,
      pixels: value[side] ?? 0,
      scale: width / Math.max(1, shown),
    }
  }
  const move = (event: PointerEvent): void => {
    const running = drag.current
    if (running === undefined) return
    const { side, at, pixels, scale } = running
    const now = isAcross(side) ? event.clientX : event.clientY
    onChange(side, pixels + (now - at) * outward(side) * scale)
  }
  return (
    <div className={styles.place}>
      <div
        ref={frame}
        className={styles.frame}
        style={{ aspectRatio: `${width} / ${height}`, '--ratio': width / height }}
      >
        <img
          src={address}
          alt=""
          draggable={false}
          className={styles.picture}
          style={{
            insetInlineStart: percent(left, width),
            insetBlockStart: percent(top, height),
            inlineSize: percent(picture.width, width),
            blockSize: percent(picture.height, height),
          }}
        />
        {sides.map((side) => (
          <div
            key={side}
            aria-hidden="true"
            className={classNames(styles.handle, styles[side])}
            onPointerDown={(event) => begin(event, side)}
            onPointerMove={move}
            onPointerUp={() => {
              drag.current = undefined
            }}
            onPointerCancel={() => {
              drag.current = undefined
            }}
          />
        ))}
      </div>
    </div>
  )
}
