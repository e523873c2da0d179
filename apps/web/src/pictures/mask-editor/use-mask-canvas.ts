import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import {
  emptyHistory,
  type MaskHistory,
  redone,
  undone,
  visibleSteps,
  withStep,
} from './mask-history.ts'
import { createCanvas } from './mask-pixels.ts'
import { type Dab, isFar, type MaskStep } from './mask-step.ts'
import { type Size, workingSize } from './mask-view.ts'
import { paintPiece, paintStep } from './paint-step.ts'

interface Stroke {
  readonly size: number
  readonly erases: boolean
  readonly dabs: Dab[]
}

export interface MaskCanvas {
  readonly ref: RefObject<HTMLCanvasElement | null>
  readonly size: Size
  readonly context: () => CanvasRenderingContext2D | undefined
  readonly history: MaskHistory
  readonly begin: (brush: { readonly size: number; readonly erases: boolean }, dab: Dab) => void
  readonly extend: (dab: Dab) => void
  /** Ends the stroke; `keep` is false when it was no stroke after all. */
  readonly end: (keep?: boolean) => void
  readonly add: (step: MaskStep) => void
  readonly undo: () => void
  readonly redo: () => void
}

/** The painted part of a mask: a canvas of bounded size, on which each step is drawn as it is made, and all when one is undone. */
export function useMaskCanvas(
  picture: Size,
  existing: CanvasRenderingContext2D | undefined,
): MaskCanvas {
  const ref = useRef<HTMLCanvasElement>(null)
  const base = useRef(existing)
  const stroke = useRef<Stroke>(undefined)
  const [history, setHistory] = useState(emptyHistory)
  const { width, height, scale } = workingSize(picture)

  const prepared = useCallback(
    (canvas: HTMLCanvasElement): CanvasRenderingContext2D | undefined => {
      const context = canvas.getContext('2d', { willReadFrequently: true })
      if (context === null) return undefined
      context.setTransform(scale, 0, 0, scale, 0, 0)
      return context
    },
    [scale],
  )

  const context = useCallback((): CanvasRenderingContext2D | undefined => {
    const canvas = ref.current
    if (canvas === null) return undefined
    const found = prepared(canvas)
    if (found === undefined) return undefined
    const { color } = getComputedStyle(canvas)
    found.fillStyle = color
    found.strokeStyle = color
    return found
  }, [prepared])

  const redraw = useCallback(
    (done: readonly MaskStep[]): void => {
      const target = context()
      if (target === undefined) return
      paintStep(target, { kind: 'clear' })
      target.globalCompositeOperation = 'source-over'
      if (base.current !== undefined) {
        target.drawImage(base.current.canvas, 0, 0, picture.width, picture.height)
        // In the colour of the mask, whatever colour it was kept in.
        target.globalCompositeOperation = 'source-in'
        target.fillRect(0, 0, picture.width, picture.height)
      }
      for (const step of visibleSteps(done)) paintStep(target, step)
    },
    [context, picture.width, picture.height],
  )

  useEffect(() => redraw([]), [redraw])

  const keep = (step: MaskStep): void => {
    const { history: next, settled } = withStep(history, step)
    if (settled.length > 0) {
      base.current ??= createCanvas({ width, height })
      prepared(base.current.canvas)
      for (const old of settled) paintStep(base.current, old)
    }
    setHistory(next)
  }

  const change = (next: MaskHistory): void => {
    if (next === history) return
    setHistory(next)
    redraw(next.done)
  }

  return {
    ref,
    size: { width, height },
    context,
    history,
    begin: (brush, dab) => {
      stroke.current = { ...brush, dabs: [dab] }
      const target = context()
      if (target !== undefined) paintPiece(target, { ...brush, from: dab, to: dab })
    },
    extend: (dab) => {
      const running = stroke.current
      const from = running?.dabs.at(-1)
      if (running === undefined || from === undefined || !isFar(from, dab, running.size)) return
      running.dabs.push(dab)
      const target = context()
      if (target !== undefined) paintPiece(target, { ...running, from, to: dab })
    },
    end: (isKept = true) => {
      const running = stroke.current
      stroke.current = undefined
      if (running === undefined) return
      if (isKept) keep({ kind: 'brush', ...running })
      else redraw(history.done)
    },
    add: (step) => {
      const target = context()
      if (target !== undefined) paintStep(target, step)
      keep(step)
    },
    undo: () => change(undone(history)),
    redo: () => change(redone(history)),
  }
}
