import { type CSSProperties, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { classNames } from '../../ui/class-names.ts'
import styles from './mask-stage.module.css'
import type { Point } from './mask-step.ts'
import type { MaskBrush } from './mask-tool.ts'
import { fitted, type MaskView, type Size, toStage, zoomedAt } from './mask-view.ts'
import type { MaskCanvas } from './use-mask-canvas.ts'
import { useMaskKeys } from './use-mask-keys.ts'
import { useMaskPointer } from './use-mask-pointer.ts'

interface MaskStageProps {
  readonly address: string
  readonly picture: Size
  readonly canvas: MaskCanvas
  readonly brush: MaskBrush
  /** Of the colour over what is painted, from 0 to 1. */
  readonly opacity: number
  /** How soft the edge becomes, in pixels of the picture. */
  readonly feather: number
  readonly onStepBrush: (direction: 1 | -1) => void
}

const around = (at: Point, diameter: number): CSSProperties => ({
  inlineSize: diameter,
  blockSize: diameter,
  transform: `translate(${at.x - diameter / 2}px, ${at.y - diameter / 2}px)`,
})

/** The picture, what is painted over it, and the brush. */
export const MaskStage = ({
  address,
  picture,
  canvas,
  brush,
  opacity,
  feather,
  onStepBrush,
}: MaskStageProps) => {
  const stage = useRef<HTMLDivElement>(null)
  const help = useId()
  const [view, setView] = useState<MaskView>({ scale: 1, x: 0, y: 0 })
  const [least, setLeast] = useState(0.1)
  const [hovered, setHovered] = useState<Point>()
  const keys = useMaskKeys({ picture, canvas, brush })
  const pointer = useMaskPointer({
    stage,
    view,
    least,
    onView: (change) => setView(change),
    canvas,
    brush,
    pans: keys.pans,
  })

  const { width, height } = picture
  useEffect(() => {
    const element = stage.current
    if (element === null) return
    const observer = new ResizeObserver(() => {
      const whole = fitted(
        { width, height },
        { width: element.clientWidth, height: element.clientHeight },
      )
      setLeast(whole.scale)
      setView(whole)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [width, height])

  // React listens for wheels passively, which cannot keep the page from scrolling.
  const onWheel = useEffectEvent((event: WheelEvent): void => {
    event.preventDefault()
    if (event.altKey) {
      onStepBrush(event.deltaY < 0 ? 1 : -1)
      return
    }
    const at = pointer.placeOf(event)
    if (at === undefined) return
    setView((now) => zoomedAt(now, at, Math.exp(-event.deltaY / 400), least))
  })
  useEffect(() => {
    const element = stage.current
    if (element === null) return
    const listen = (event: WheelEvent): void => onWheel(event)
    element.addEventListener('wheel', listen, { passive: false })
    return () => element.removeEventListener('wheel', listen)
  }, [])

  const isBrush = brush.tool === 'brush' || brush.tool === 'eraser'
  const cursor = keys.cursor === undefined ? hovered : toStage(view, keys.cursor)
  return (
    <>
      <p id={help} className="visually-hidden">
        Arrow keys move the brush, with Shift farther. Space paints, and a line while it is held.
        Enter lowers and lifts the brush. Brackets make it smaller and larger.
      </p>
      {/* A canvas has no keys of its own: the browser's and the screen reader's are to leave the arrows to it. */}
      <div
        ref={stage}
        role="application"
        aria-label="What is to be painted anew"
        aria-describedby={help}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is the control that keys paint with
        tabIndex={0}
        data-autofocus
        className={classNames(styles.stage, keys.pans && styles.pans, !isBrush && styles.areas)}
        {...keys.handlers}
        {...pointer.handlers}
        onPointerMove={(event) => {
          keys.leave()
          setHovered(event.pointerType === 'touch' ? undefined : pointer.placeOf(event))
          pointer.handlers.onPointerMove(event)
        }}
        onPointerLeave={() => setHovered(undefined)}
      >
        <div
          className={styles.picture}
          style={{
            inlineSize: width,
            blockSize: height,
            transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})`,
          }}
        >
          <img src={address} alt="" draggable={false} className={styles.layer} />
          <canvas
            ref={canvas.ref}
            width={canvas.size.width}
            height={canvas.size.height}
            className={classNames(styles.layer, styles.mask)}
            style={{ opacity, filter: feather > 0 ? `blur(${feather}px)` : undefined }}
          />
        </div>
        {pointer.outline.length > 0 && (
          <svg aria-hidden="true" className={styles.outline}>
            <polygon
              points={pointer.outline
                .map((corner) => toStage(view, corner))
                .map(({ x, y }) => `${x},${y}`)
                .join(' ')}
            />
          </svg>
        )}
        {isBrush && !keys.pans && cursor !== undefined && (
          <div
            aria-hidden="true"
            className={styles.brush}
            style={around(cursor, brush.size * view.scale)}
          />
        )}
      </div>
    </>
  )
}
