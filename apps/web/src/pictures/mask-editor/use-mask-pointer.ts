import { type PointerEvent, type RefObject, useRef, useState } from 'react'
import { type Point, pressureOf, rectangle } from './mask-step.ts'
import type { MaskBrush } from './mask-tool.ts'
import { type MaskView, moved, type Pinch, pinched, toPicture } from './mask-view.ts'
import type { MaskCanvas } from './use-mask-canvas.ts'

export interface MaskSurface {
  readonly stage: RefObject<HTMLDivElement | null>
  readonly view: MaskView
  /** The scale at which all of the picture is seen. */
  readonly least: number
  readonly onView: (change: (view: MaskView) => MaskView) => void
  readonly canvas: MaskCanvas
  readonly brush: MaskBrush
  /** Whether the pointer moves the picture in place of painting. */
  readonly pans: boolean
}

type Doing = 'paint' | 'area' | 'pan' | 'pinch'

const place = (
  stage: HTMLElement,
  { clientX, clientY }: { clientX: number; clientY: number },
): Point => {
  const box = stage.getBoundingClientRect()
  return { x: clientX - box.left, y: clientY - box.top }
}

/** Paints with mouse, pen or one finger; two fingers move and zoom, and take back what the first began. */
export function useMaskPointer({ stage, view, least, onView, canvas, brush, pans }: MaskSurface) {
  const pointers = useRef(new Map<number, Point>())
  const doing = useRef<Doing>(undefined)
  const corners = useRef<readonly Point[]>([])
  const [outline, setOutline] = useState<readonly Point[]>([])

  const showArea = (next: readonly Point[]): void => {
    corners.current = next
    setOutline(next)
  }

  const giveUp = (): void => {
    if (doing.current === 'paint') canvas.end(false)
    showArea([])
  }

  const pinch = (): Pinch | undefined => {
    const [one, other] = pointers.current.values()
    return one === undefined || other === undefined ? undefined : [one, other]
  }

  const begin = (event: PointerEvent, at: Point): void => {
    if (pointers.current.size > 1) {
      giveUp()
      doing.current = 'pinch'
    } else if (pans || event.button === 1) {
      doing.current = 'pan'
    } else if (event.button !== 0) {
      doing.current = undefined
    } else if (brush.tool === 'brush' || brush.tool === 'eraser') {
      doing.current = 'paint'
      const pressure = pressureOf(event.pointerType, event.pressure)
      canvas.begin(
        { size: brush.size, erases: brush.tool === 'eraser' },
        { ...toPicture(view, at), pressure },
      )
    } else {
      doing.current = 'area'
      showArea([toPicture(view, at)])
    }
  }

  const paint = ({ nativeEvent }: PointerEvent, element: HTMLElement): void => {
    const all = nativeEvent.getCoalescedEvents()
    for (const event of all.length === 0 ? [nativeEvent] : all) {
      const pressure = pressureOf(event.pointerType, event.pressure)
      canvas.extend({ ...toPicture(view, place(element, event)), pressure })
    }
  }

  const drawArea = (at: Point): void => {
    const [from = at] = corners.current
    const to = toPicture(view, at)
    showArea(brush.tool === 'rectangle' ? rectangle(from, to) : [...corners.current, to])
  }

  const move = (event: PointerEvent<HTMLElement>): void => {
    const { currentTarget: element, pointerId } = event
    const at = place(element, event)
    const before = pointers.current.get(pointerId)
    const held = pinch()
    if (before === undefined) return
    pointers.current.set(pointerId, at)
    if (doing.current === 'paint') paint(event, element)
    if (doing.current === 'area') drawArea(at)
    if (doing.current === 'pan') {
      onView((now) => moved(now, { x: at.x - before.x, y: at.y - before.y }))
    }
    const after = pinch()
    if (doing.current === 'pinch' && held !== undefined && after !== undefined) {
      onView((now) => pinched(now, held, after, least))
    }
  }

  const finish = (): void => {
    if (doing.current === 'paint') canvas.end()
    if (doing.current === 'area' && corners.current.length > 2) {
      canvas.add({ kind: 'area', erases: false, corners: corners.current })
    }
    showArea([])
    doing.current = undefined
  }

  return {
    /** What is being surrounded, in pixels of the picture. */
    outline,
    handlers: {
      onPointerDown: (event: PointerEvent<HTMLElement>): void => {
        event.currentTarget.setPointerCapture(event.pointerId)
        const at = place(event.currentTarget, event)
        pointers.current.set(event.pointerId, at)
        begin(event, at)
      },
      onPointerMove: move,
      onPointerUp: ({ pointerId }: PointerEvent): void => {
        pointers.current.delete(pointerId)
        // The last finger of a pinch does not begin to paint.
        if (doing.current !== 'pinch' || pointers.current.size === 0) finish()
      },
      onPointerCancel: ({ pointerId }: PointerEvent): void => {
        pointers.current.delete(pointerId)
        giveUp()
        doing.current = undefined
      },
    },
    placeOf: (event: { clientX: number; clientY: number }): Point | undefined =>
      stage.current === null ? undefined : place(stage.current, event),
  }
}
