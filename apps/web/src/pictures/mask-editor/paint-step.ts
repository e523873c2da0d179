import type { Dab, MaskStep } from './mask-step.ts'

type Context = CanvasRenderingContext2D

const wipe = (context: Context): void => {
  context.save()
  context.resetTransform()
  context.clearRect(0, 0, context.canvas.width, context.canvas.height)
  context.restore()
}

/** What was painted is free, and what was free is painted. */
const invert = (context: Context): void => {
  context.save()
  context.resetTransform()
  context.globalCompositeOperation = 'source-out'
  context.fillRect(0, 0, context.canvas.width, context.canvas.height)
  context.restore()
}

const compose = (context: Context, erases: boolean): void => {
  context.globalCompositeOperation = erases ? 'destination-out' : 'source-over'
}

/** A piece of a stroke; as a dot where it begins. */
export function paintPiece(
  context: Context,
  { from, to, size, erases }: { from: Dab; to: Dab; size: number; erases: boolean },
): void {
  const width = (size * (from.pressure + to.pressure)) / 2
  compose(context, erases)
  context.beginPath()
  // A line of no length is nothing, whatever its caps are: HTML, "trace a path"; some browsers draw the caps.
  if (from.x === to.x && from.y === to.y) {
    context.arc(to.x, to.y, width / 2, 0, 2 * Math.PI)
    context.fill()
    return
  }
  context.lineCap = 'round'
  context.lineWidth = width
  context.moveTo(from.x, from.y)
  context.lineTo(to.x, to.y)
  context.stroke()
}

function paintBrush(context: Context, step: MaskStep & { readonly kind: 'brush' }): void {
  const { dabs, size, erases } = step
  for (const [index, to] of dabs.entries()) {
    const from = dabs[index - 1] ?? to
    if (index > 0 || dabs.length === 1) paintPiece(context, { from, to, size, erases })
  }
}

function paintArea(
  context: Context,
  { corners, erases }: MaskStep & { readonly kind: 'area' },
): void {
  compose(context, erases)
  context.beginPath()
  for (const { x, y } of corners) context.lineTo(x, y)
  context.closePath()
  context.fill()
}

/** Does to a mask what a step says; the context is in pixels of the picture. */
export function paintStep(context: Context, step: MaskStep): void {
  if (step.kind === 'brush') paintBrush(context, step)
  else if (step.kind === 'area') paintArea(context, step)
  else if (step.kind === 'invert') invert(context)
  else wipe(context)
}
