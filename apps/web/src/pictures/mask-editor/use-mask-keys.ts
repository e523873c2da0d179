import { type KeyboardEvent, useRef, useState } from 'react'
import type { Point } from './mask-step.ts'
import type { MaskBrush } from './mask-tool.ts'
import type { Size } from './mask-view.ts'
import type { MaskCanvas } from './use-mask-canvas.ts'

const directions: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

const within = (value: number, most: number): number => Math.min(most, Math.max(0, value))

interface MaskKeysOptions {
  readonly picture: Size
  readonly canvas: MaskCanvas
  readonly brush: MaskBrush
}

/**
 * A brush that arrow keys move. Space paints a dot, and a line while it is held; Enter lowers and lifts the brush, for who cannot hold a
 * key. While the mouse is what paints, Space held lets it move the picture.
 */
export function useMaskKeys({ picture, canvas, brush }: MaskKeysOptions) {
  const [cursor, setCursor] = useState<Point>()
  const [pans, setPans] = useState(false)
  const isDown = useRef(false)

  const lower = (at: Point): void => {
    isDown.current = true
    canvas.begin({ size: brush.size, erases: brush.tool === 'eraser' }, { ...at, pressure: 1 })
  }
  const lift = (): void => {
    if (isDown.current) canvas.end()
    isDown.current = false
  }

  const go = ({ x, y }: Point, { isFar }: { readonly isFar: boolean }): void => {
    const from = cursor ?? { x: picture.width / 2, y: picture.height / 2 }
    const step = Math.max(1, brush.size / 2) * (isFar ? 4 : 1)
    const to = {
      x: within(from.x + x * step, picture.width),
      y: within(from.y + y * step, picture.height),
    }
    setCursor(to)
    if (isDown.current) canvas.extend({ ...to, pressure: 1 })
  }

  const space = (): void => {
    if (cursor === undefined) setPans(true)
    else if (!isDown.current) lower(cursor)
  }
  const enter = (): void => {
    if (isDown.current) lift()
    else if (cursor !== undefined) lower(cursor)
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, shiftKey, repeat, ctrlKey, metaKey, altKey } = event
    if (ctrlKey || metaKey || altKey) return
    const direction = directions[key]
    if (direction === undefined && key !== ' ' && key !== 'Enter') return
    event.preventDefault()
    if (direction !== undefined) go(direction, { isFar: shiftKey })
    else if (!repeat) (key === ' ' ? space : enter)()
  }

  return {
    /** Where the brush is while keys move it, in pixels of the picture. */
    cursor,
    pans,
    /** The pointer paints from now on. */
    leave: (): void => {
      if (cursor === undefined) return
      lift()
      setCursor(undefined)
    },
    handlers: {
      onKeyDown,
      onKeyUp: ({ key }: KeyboardEvent): void => {
        if (key !== ' ') return
        setPans(false)
        lift()
      },
      onBlur: (): void => {
        setPans(false)
        lift()
      },
    },
  }
}
