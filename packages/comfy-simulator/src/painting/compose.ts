import { edgesOf } from './edges.ts'
import { drawLines, mixByMask, tint, vary } from './mix.ts'
import { paste } from './paste.ts'
import { createPicture, type Picture } from './picture.ts'
import { resizePicture } from './resize.ts'
import type { Control, Idea, Painter, Subject } from './subject.ts'

/** How far an edit leaves its first reference behind. */
const editAmount = 0.45

/** The side of the further references, as a part of the picture's. */
const insetPart = 0.28

const fitted = ({ width, height }: Idea, picture: Picture): Picture =>
  picture.width === width && picture.height === height
    ? picture
    : resizePicture(picture, { width, height, crop: true })

/** The first reference gives the composition, the others stand small along the lower edge. */
const withReferences = async (
  idea: Idea,
  painted: Buffer,
  references: readonly Picture[],
): Promise<Buffer> => {
  const [first, ...others] = references
  if (first === undefined) return painted
  const edited = vary(await fitted(idea, first).pixels(), painted, editAmount)
  const side = Math.max(1, Math.round(Math.min(idea.width, idea.height) * insetPart))
  const gap = Math.round(side / 8)
  for (const [index, picture] of others.entries()) {
    const inset = resizePicture(picture, { width: side, height: side, crop: true })
    const place = { x: gap + index * (side + gap), y: idea.height - side - gap }
    paste(edited, idea, { ...place, width: side, height: side, pixels: await inset.pixels() })
  }
  return edited
}

const withControl = async (idea: Idea, painted: Buffer, control: Control): Promise<Buffer> => {
  const hint = await fitted(idea, control.picture).pixels()
  return drawLines(painted, edgesOf(hint, idea.width, idea.height), control.strength)
}

const render = async (paint: Painter, subject: Subject): Promise<Buffer> => {
  const { base, mask, denoise, controls = [], styles = [], references = [] } = subject
  let pixels = await paint(subject).pixels()
  for (const style of styles) pixels = tint(pixels, await style.pixels())
  pixels = await withReferences(subject, pixels, references)
  for (const control of controls) pixels = await withControl(subject, pixels, control)
  if (base === undefined) return pixels
  const earlier = await base.pixels()
  const varied = denoise >= 1 ? pixels : vary(earlier, pixels, denoise)
  if (mask === undefined) return varied
  const { width, height } = subject
  return mixByMask(earlier, varied, await resizePicture(mask, { width, height }).pixels())
}

/** The picture that a sampler makes of its subject, from whatever the subject starts from. */
export const paintSubject = (paint: Painter, subject: Subject): Picture =>
  createPicture(subject.width, subject.height, () => render(paint, subject))
