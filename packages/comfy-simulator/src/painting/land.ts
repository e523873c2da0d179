import { type Canvas, ellipse, n, path, verticalGradient } from './canvas.ts'
import { type Colour, css, mix } from './colour.ts'
import type { Ground } from './mood.ts'
import { crown, heightAt, landPath, type Point, pine, ridge } from './shapes.ts'

interface Terrain {
  readonly layers: number
  readonly height: number
  readonly roughness: number
}

const terrains: Readonly<Record<Ground, Terrain>> = {
  mountains: { layers: 5, height: 0.4, roughness: 0.58 },
  hills: { layers: 5, height: 0.15, roughness: 0.36 },
  forest: { layers: 5, height: 0.13, roughness: 0.4 },
  desert: { layers: 5, height: 0.16, roughness: 0.28 },
  city: { layers: 3, height: 0.06, roughness: 0.4 },
  sea: { layers: 2, height: 0.09, roughness: 0.5 },
}

/** The colour of a layer: far layers fade into haze. */
const layerColour = ({ palette }: Canvas, nearness: number): Colour =>
  mix(palette.haze, palette.ground, 0.12 + 0.88 * nearness ** 1.15)

const treesOn = (
  canvas: Canvas,
  points: readonly Point[],
  { nearness, colour }: { nearness: number; colour: Colour },
): string => {
  const { width, height, random, mood } = canvas
  const isForest = mood.ground === 'forest'
  const size = height * (0.045 + 0.15 * nearness ** 1.7)
  const count = Math.round((isForest ? 28 : 13) * (1.25 - nearness * 0.72))
  const isBroad =
    mood.season === 'spring' ||
    (mood.season !== 'winter' && mood.ground !== 'mountains' && random.next() < 0.42)
  const shapes = Array.from({ length: count }, () => {
    // Trees in clumps look grown; an even spread looks planted.
    const x = (random.next() + 0.12 * Math.sin(random.next() * 9)) * width
    const foot = { x, y: heightAt(points, width, x) + height * 0.012 }
    const tall = size * random.between(0.6, 1.25)
    if (!isBroad) return pine(random, foot, tall)
    const trunk = `M${n(x - tall * 0.03)} ${n(foot.y)}h${n(tall * 0.06)}v${n(-tall * 0.7)}h${n(-tall * 0.06)}Z`
    return trunk + crown(random, foot, tall)
  })
  const outline = mood.isInk ? `stroke="#18140f" stroke-width="${n(width / 640)}"` : ''
  return path(shapes.join(''), css(colour), outline)
}

const snowOn = (points: readonly Point[], { height, random, palette, mood }: Canvas): string => {
  const top = Math.min(...points.map(({ y }) => y))
  const line = top + height * (mood.season === 'winter' ? 0.16 : 0.085)
  const above = points.map(({ x, y }) => ({
    x,
    y,
    low: Math.max(y, line + random.between(-0.02, 0.03) * height),
  }))
  const upper = above.map(({ x, y }) => `${n(x)} ${n(y)}`).join('L')
  const lower = above
    .toReversed()
    .map(({ x, y, low }) => `${n(x)} ${n(y > line ? y : low)}`)
    .join('L')
  return path(
    `M${upper}L${lower}Z`,
    css(mix([210, 20, 96], palette.sky[2], 0.28)),
    'opacity="0.85"',
  )
}

const duneLight = (points: readonly Point[], { height, palette, width }: Canvas): string => {
  const upper = points.map(({ x, y }) => `${n(x)} ${n(y)}`).join('L')
  const lower = points
    .toReversed()
    .map(({ x, y }) => `${n(x + width * 0.04)} ${n(y + height * 0.05)}`)
    .join('L')
  return path(`M${upper}L${lower}Z`, css(mix(palette.ground, palette.sun, 0.5)), 'opacity="0.28"')
}

const buildings = (canvas: Canvas, base: number, nearness: number): string => {
  const { width, height, random, palette, mood } = canvas
  const colour = css(mix(layerColour(canvas, nearness), palette.sky[0], 0.35))
  const isLit = mood.light !== 'day' && mood.light !== 'dawn'
  const blocks: string[] = []
  const windows: string[] = []
  for (let x = -0.02 * width; x < width; ) {
    const wide = width * random.between(0.025, 0.06) * (0.7 + nearness)
    const tall = height * random.between(0.08, 0.4) * (0.55 + nearness * 0.5)
    blocks.push(`M${n(x)} ${n(height)}V${n(base - tall)}h${n(wide)}V${n(height)}Z`)
    if (random.next() < 0.25)
      blocks.push(`M${n(x + wide / 2 - 1)} ${n(base - tall)}v${n(-tall * 0.2)}h2v${n(tall * 0.2)}Z`)
    const cell = wide / 5
    for (let row = 1; isLit && row * cell * 1.5 < tall; row += 1) {
      for (let column = 0; column < 3; column += 1) {
        if (random.next() > 0.42) continue
        const left = x + cell * (0.9 + column * 1.3)
        windows.push(
          `M${n(left)} ${n(base - tall + row * cell * 1.5)}h${n(cell * 0.7)}v${n(cell * 0.8)}h${n(-cell * 0.7)}Z`,
        )
      }
    }
    x += wide * random.between(1, 1.25)
  }
  const glow = mood.light === 'aurora' ? palette.accent : ([44, 90, 66] as const)
  return path(blocks.join(''), colour) + path(windows.join(''), css(glow), 'opacity="0.85"')
}

/** The ridge line of a layer: hills or peaks. */
const ridgeOf = (
  { width, height, mood, random }: Canvas,
  terrain: Terrain,
  { base, nearness, isPeak }: { base: number; nearness: number; isPeak: boolean },
): readonly Point[] => {
  const isFoot = mood.ground === 'mountains' && !isPeak
  const part = isPeak ? 1 - nearness * 0.6 : 0.5 + nearness * 0.1
  return ridge(random, {
    width,
    base: base - (isPeak ? height * 0.06 : 0),
    height: height * terrain.height * (isFoot ? 0.24 : part),
    roughness: isFoot ? 0.4 : terrain.roughness,
  })
}

const shadeOf = (
  { palette }: Canvas,
  colour: Colour,
  { id, nearness }: { id: string; nearness: number },
): string => {
  const foot: Colour = nearness === 1 ? [colour[0], colour[1], 4] : palette.haze
  return verticalGradient(id, [
    { at: 0, colour: css(mix(colour, palette.sun, 0.1 * (1 - nearness))) },
    { at: 1, colour: css(mix(colour, foot, 0.42)) },
  ])
}

const layer = (canvas: Canvas, at: number, terrain: Terrain): string => {
  const { width, height, horizon, mood, palette } = canvas
  const nearness = at / (terrain.layers - 1)
  const base = horizon + (height - horizon) * 0.72 * nearness ** 1.25
  const isPeak = mood.ground === 'mountains' && nearness < 0.6
  const hasTrees = mood.hasTrees && nearness > 0.2 && mood.ground !== 'city' && !isPeak
  const points = ridgeOf(canvas, terrain, { base, nearness, isPeak })
  const colour = layerColour(canvas, nearness)
  const id = `layer${at}`
  const outline = mood.isInk ? `stroke="#18140f" stroke-width="${n(width / 320)}"` : ''
  const treeColour = mix(colour, palette.tree, 0.35 + 0.6 * nearness)
  return [
    shadeOf(canvas, colour, { id, nearness }),
    mood.ground === 'city' && nearness < 1 ? buildings(canvas, base, nearness) : '',
    path(landPath(points, width, height), `url(#${id})`, outline),
    isPeak && nearness < 0.5 ? snowOn(points, canvas) : '',
    mood.ground === 'desert' ? duneLight(points, canvas) : '',
    hasTrees ? treesOn(canvas, points, { nearness, colour: treeColour }) : '',
  ].join('')
}

/** Water that mirrors the sky; glints lead to the sun. */
const water = (canvas: Canvas, top: number, bottom: number): string => {
  const { width, palette, random, sun } = canvas
  const gradient = verticalGradient('water', [
    { at: 0, colour: css(mix(palette.sky[3], palette.haze, 0.3)) },
    { at: 0.45, colour: css(mix(palette.sky[2], palette.sky[1], 0.4)) },
    { at: 1, colour: css(mix(palette.sky[0], palette.ground, 0.25)) },
  ])
  const glints = Array.from({ length: 60 }, () => {
    const depth = random.next() ** 1.5
    const spread = width * (0.03 + depth * 0.12)
    const isSun = random.next() < 0.62
    const x = isSun ? sun.x + random.between(-1, 1) * spread : random.next() * width
    return ellipse(
      {
        x,
        y: top + (bottom - top) * depth,
        rx: width * random.between(0.006, 0.03) * (0.4 + depth),
        ry: width * 0.0011 * (0.8 + depth * 2),
      },
      css(isSun ? palette.sun : palette.sky[3]),
      `opacity="${(isSun ? 0.5 : 0.22).toFixed(2)}"`,
    )
  })
  return `${gradient}<rect y="${n(top)}" width="${width}" height="${n(bottom - top + 2)}" fill="url(#water)"/>${glints.join('')}`
}

/** All the land from the horizon to the viewer's feet. */
export const paintLand = (canvas: Canvas): string => {
  const { height, horizon, mood } = canvas
  const terrain = terrains[mood.ground]
  const shore = mood.ground === 'sea' ? 0 : Math.floor(terrain.layers / 2)
  const drawn: string[] = []
  for (let at = 0; at < terrain.layers; at += 1) {
    drawn.push(layer(canvas, at, terrain))
    if (mood.hasWater && at === shore) {
      const top = horizon + (height - horizon) * (mood.ground === 'sea' ? 0.02 : 0.34)
      drawn.push(water(canvas, top, height))
    }
  }
  return drawn.join('')
}
