import { type Canvas, ellipse, n, path, radialGradient, verticalGradient } from './canvas.ts'
import { css, mix } from './colour.ts'
import { bird } from './shapes.ts'

const stars = ({ width, horizon, random, palette }: Canvas): string =>
  Array.from({ length: 100 }, () => {
    const size = random.next() ** 5 * 1.9 + 0.35
    const place = { x: random.next() * width, y: random.next() ** 1.3 * horizon }
    const opacity = random.between(0.25, 1).toFixed(2)
    const scaled = (size * width) / 620
    return ellipse({ ...place, rx: scaled, ry: scaled }, css(palette.sun), `opacity="${opacity}"`)
  }).join('')

const aurora = ({ width, horizon, random, palette }: Canvas): string => {
  const hues = [palette.sky[3][0], palette.sky[2][0], (palette.sky[2][0] + 90) % 360]
  return hues
    .map((hue, band) => {
      const colour = css([hue, 76, 62])
      const gradient = verticalGradient(`aurora${band}`, [
        { at: 0, colour, opacity: 0 },
        { at: 0.7, colour, opacity: 0.3 },
        { at: 1, colour, opacity: 0 },
      ])
      const base = horizon * random.between(0.35, 0.85)
      const points = Array.from({ length: 9 }, (_, at) => ({
        x: (at / 8) * width * 1.1 - width * 0.05,
        y: base + Math.sin(at * random.between(0.5, 1.1) + band * 2) * horizon * 0.12,
      }))
      const tall = horizon * random.between(0.35, 0.6)
      const lower = points.map(({ x, y }) => `${n(x)} ${n(y)}`).join('L')
      const upper = points
        .toReversed()
        .map(({ x, y }) => `${n(x + tall * 0.2)} ${n(y - tall)}`)
        .join('L')
      return gradient + path(`M${lower}L${upper}Z`, `url(#aurora${band})`)
    })
    .join('')
}

const cloud = (canvas: Canvas, at: { x: number; y: number; size: number }, id: string): string => {
  const { random } = canvas
  return Array.from({ length: 8 }, () => {
    const along = random.between(-1, 1)
    const rx = at.size * random.between(0.26, 0.56) * (1.15 - Math.abs(along) * 0.6)
    return ellipse(
      {
        x: at.x + along * at.size * 0.95,
        y: at.y - (1 - Math.abs(along)) * at.size * random.between(0, 0.16),
        rx,
        ry: rx * random.between(0.28, 0.46),
      },
      `url(#${id})`,
    )
  }).join('')
}

const clouds = (canvas: Canvas): string => {
  const { width, horizon, random, palette, mood } = canvas
  const count = mood.light === 'storm' ? 11 : mood.light === 'night' ? 3 : 6
  const colour = css(palette.cloud)
  const shade = css(mix(palette.cloud, palette.sky[1], 0.55))
  const gradients =
    radialGradient('cloud', [
      { at: 0, colour, opacity: mood.light === 'night' ? 0.16 : 0.62 },
      { at: 1, colour, opacity: 0 },
    ]) +
    radialGradient('shade', [
      { at: 0, colour: shade, opacity: mood.light === 'night' ? 0.2 : 0.5 },
      { at: 1, colour: shade, opacity: 0 },
    ])
  const drawn = Array.from({ length: count }, () => {
    const y = horizon * random.between(0.12, 0.82)
    const size = width * random.between(0.1, 0.24) * (0.45 + y / horizon)
    const x = random.between(-0.05, 1.05) * width
    return (
      cloud(canvas, { x, y: y + size * 0.09, size }, 'shade') +
      cloud(canvas, { x, y, size }, 'cloud')
    )
  })
  return gradients + drawn.join('')
}

const luminary = ({ sun, palette, mood, width }: Canvas): string => {
  const colour = css(palette.sun)
  const isMoon = mood.light === 'night' || mood.light === 'aurora'
  const glow = radialGradient('glow', [
    { at: 0, colour, opacity: isMoon ? 0.55 : 0.95 },
    { at: 0.22, colour, opacity: isMoon ? 0.2 : 0.42 },
    { at: 1, colour, opacity: 0 },
  ])
  const reach = sun.radius * (isMoon ? 6 : 10)
  const disc = ellipse({ x: sun.x, y: sun.y, rx: sun.radius, ry: sun.radius }, colour)
  const craters = isMoon
    ? [-0.3, 0.25, 0.05].map((offset, at) =>
        ellipse(
          {
            x: sun.x + offset * sun.radius,
            y: sun.y + (at - 1) * sun.radius * 0.4,
            rx: sun.radius * (0.24 - at * 0.05),
            ry: sun.radius * (0.22 - at * 0.05),
          },
          css(mix(palette.sun, palette.sky[1], 0.32)),
          'opacity="0.5"',
        ),
      )
    : []
  return `${glow}${ellipse({ ...sun, rx: Math.min(reach, width), ry: Math.min(reach, width) }, 'url(#glow)')}${disc}${craters.join('')}`
}

const birds = ({ width, horizon, random, palette }: Canvas): string => {
  const centre = { x: random.between(0.2, 0.8) * width, y: random.between(0.3, 0.6) * horizon }
  const flock = Array.from({ length: 7 }, (_, at) =>
    bird(
      {
        x: centre.x + (at - 3) * width * 0.028 + random.between(-0.01, 0.01) * width,
        y: centre.y + Math.abs(at - 3) * width * 0.012 + random.between(-0.008, 0.008) * width,
      },
      width * random.between(0.007, 0.012),
    ),
  )
  const stroke = css(mix(palette.sky[0], palette.ground, 0.5))
  return `<path d="${flock.join('')}" fill="none" stroke="${stroke}" stroke-width="${n(width / 380)}" stroke-linecap="round"/>`
}

/** Paints the sky with everything above the horizon except the land. */
export const paintSky = (canvas: Canvas): string => {
  const { width, height, horizon, palette, mood } = canvas
  const [top, high, low, edge] = palette.sky
  const gradient = `<linearGradient id="sky" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="0" y2="${n(horizon)}"><stop offset="0" stop-color="${css(top)}"/><stop offset="0.42" stop-color="${css(high)}"/><stop offset="0.8" stop-color="${css(low)}"/><stop offset="1" stop-color="${css(edge)}"/></linearGradient>`
  const isDark = mood.light === 'night' || mood.light === 'aurora'
  return [
    gradient,
    `<rect width="${width}" height="${height}" fill="url(#sky)"/>`,
    isDark ? stars(canvas) : '',
    mood.light === 'aurora' ? aurora(canvas) : '',
    luminary(canvas),
    clouds(canvas),
    mood.hasBirds ? birds(canvas) : '',
  ].join('')
}
