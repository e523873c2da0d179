import { type Frame, newFrame } from './frame.ts'

export type Frames = readonly Frame[]

/** The most that the API takes. */
export const mostFrames = 50

const placeOf = (frames: Frames, id: string): number => frames.findIndex((one) => one.id === id)

export const changed = (frames: Frames, id: string, change: Partial<Frame>): Frames =>
  frames.map((frame) => (frame.id === id ? { ...frame, ...change } : frame))

export const removed = (frames: Frames, id: string): Frames =>
  frames.filter((frame) => frame.id !== id)

/** The frame at a place, or at the end where there are fewer; once, however often it is put back. */
export const inserted = (frames: Frames, frame: Frame, place: number): Frames =>
  frames.length >= mostFrames || placeOf(frames, frame.id) >= 0
    ? frames
    : frames.toSpliced(Math.min(place, frames.length), 0, frame)

/** An empty frame behind the one of that id, or at the end. */
export function added(frames: Frames, after?: string): readonly [Frames, Frame] {
  const frame = newFrame()
  const place = after === undefined ? frames.length : placeOf(frames, after) + 1
  return [inserted(frames, frame, place), frame]
}

/** The frames with one of them at another place, from 0 on; a place that is none is the nearest that is. */
export function moved(frames: Frames, id: string, to: number): Frames {
  const from = placeOf(frames, id)
  const frame = frames[from]
  const place = Math.min(frames.length - 1, Math.max(0, to))
  return frame === undefined || from === place
    ? frames
    : frames.toSpliced(from, 1).toSpliced(place, 0, frame)
}

/** Where a frame comes to lie that is dropped into the gap before a place. */
export function placeInGap(frames: Frames, id: string, gap: number): number {
  const from = placeOf(frames, id)
  return gap > from ? gap - 1 : gap
}
