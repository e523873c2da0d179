import sharp from 'sharp'
import { type Canvas, radialGradient } from './canvas.ts'
import { applyGrain } from './grain.ts'
import { paintLand } from './land.ts'
import { readMood } from './mood.ts'
import { choosePalette } from './palette.ts'
import { createPicture } from './picture.ts'
import { paintProps } from './props.ts'
import { createRandom } from './random.ts'
import { paintSky } from './sky.ts'
import type { Idea, Painter } from './subject.ts'

/** The longest side of a composition in pixels; larger pictures are enlarged, since they hold no finer detail. */
const largestSide = 1024

const compose = (subject: Idea, width: number, height: number): string => {
  const { mood, random } = readMood(subject)
  const palette = choosePalette(mood, random)
  const horizon =
    height * (mood.ground === 'mountains' ? random.between(0.52, 0.6) : random.between(0.46, 0.6))
  const isLow = mood.light === 'sunset' || mood.light === 'dawn'
  const canvas: Canvas = {
    width,
    height,
    horizon,
    mood,
    palette,
    random,
    sun: {
      x: width * random.between(0.18, 0.82),
      y: horizon * (isLow ? random.between(0.66, 0.9) : random.between(0.2, 0.48)),
      radius:
        Math.min(width, height) *
        (isLow ? random.between(0.045, 0.075) : random.between(0.035, 0.055)),
    },
  }
  const vignette = radialGradient('vignette', [
    { at: 0.62, colour: '#000', opacity: 0 },
    { at: 1, colour: '#05030a', opacity: 0.42 },
  ])
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${paintSky(canvas)}${paintLand(canvas)}${paintProps(canvas)}${vignette}<rect x="${-width * 0.22}" y="${-height * 0.22}" width="${width * 1.44}" height="${height * 1.44}" fill="url(#vignette)"/></svg>`
}

const render = async (subject: Idea): Promise<Buffer> => {
  const { width, height } = subject
  const scale = Math.min(1, largestSide / Math.max(width, height))
  const drawing = compose(subject, Math.round(width * scale), Math.round(height * scale))
  const image = sharp(Buffer.from(drawing)).removeAlpha()
  const pixels = await (scale < 1 ? image.resize(width, height, { fit: 'fill' }) : image)
    .raw()
    .toBuffer()
  return applyGrain(pixels, createRandom(`grain ${subject.seed}`))
}

/** Paints landscapes. */
export const paintLandscape: Painter = (idea) =>
  createPicture(idea.width, idea.height, () => render(idea))
