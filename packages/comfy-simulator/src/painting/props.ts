import { type Canvas, ellipse, n, path } from './canvas.ts'
import { css, mix } from './colour.ts'

const house = ({ width, height, random, palette, mood }: Canvas): string => {
  const size = width * 0.085
  const x = width * random.between(0.18, 0.74)
  const y = height * (mood.hasWater ? random.between(0.86, 0.92) : random.between(0.72, 0.78))
  const wall = css(mix(palette.ground, palette.sun, 0.28))
  const roof = css(mix(palette.accent, palette.ground, 0.45))
  const light = mood.light === 'day' ? css(palette.sky[0]) : 'hsl(42,96%,70%)'
  return [
    path(`M${n(x)} ${n(y)}v${n(-size * 0.62)}h${n(size)}v${n(size * 0.62)}Z`, wall),
    path(
      `M${n(x - size * 0.1)} ${n(y - size * 0.6)}L${n(x + size * 0.5)} ${n(y - size * 1.12)}L${n(x + size * 1.1)} ${n(y - size * 0.6)}Z`,
      roof,
    ),
    path(
      `M${n(x + size * 0.74)} ${n(y - size * 0.8)}v${n(-size * 0.34)}h${n(size * 0.13)}v${n(size * 0.46)}Z`,
      roof,
    ),
    path(
      `M${n(x + size * 0.18)} ${n(y - size * 0.42)}h${n(size * 0.2)}v${n(size * 0.2)}h${n(-size * 0.2)}ZM${n(x + size * 0.62)} ${n(y - size * 0.42)}h${n(size * 0.2)}v${n(size * 0.2)}h${n(-size * 0.2)}Z`,
      light,
    ),
  ].join('')
}

const boat = ({ width, height, horizon, random, palette }: Canvas): string => {
  const size = width * random.between(0.07, 0.11)
  const x = width * random.between(0.2, 0.75)
  const y = horizon + (height - horizon) * random.between(0.36, 0.5)
  const hull = css(mix(palette.accent, palette.ground, 0.5))
  const sail = css(mix(palette.sun, palette.cloud, 0.4))
  return [
    ellipse({ x, y: y + size * 0.22, rx: size * 0.8, ry: size * 0.06 }, hull, 'opacity="0.35"'),
    path(
      `M${n(x - size * 0.7)} ${n(y)}h${n(size * 1.4)}l${n(-size * 0.26)} ${n(size * 0.22)}h${n(-size * 0.9)}Z`,
      hull,
    ),
    path(
      `M${n(x)} ${n(y - size * 0.06)}v${n(-size * 1.4)}L${n(x + size * 0.62)} ${n(y - size * 0.06)}Z`,
      sail,
    ),
    path(
      `M${n(x - size * 0.08)} ${n(y - size * 0.06)}v${n(-size * 1.1)}L${n(x - size * 0.5)} ${n(y - size * 0.06)}Z`,
      sail,
      'opacity="0.8"',
    ),
  ].join('')
}

/** A figure seen from behind, for a prompt about somebody. */
const figure = ({ width, height, random, palette }: Canvas): string => {
  const size = height * random.between(0.2, 0.27)
  const x = width * random.between(0.34, 0.66)
  const y = height * 0.95
  const dark = css(mix(palette.ground, [palette.sky[0][0], 30, 6], 0.75))
  const rim = css(palette.sun)
  const coat = `M${n(x - size * 0.15)} ${n(y)}C${n(x - size * 0.22)} ${n(y - size * 0.45)} ${n(x - size * 0.16)} ${n(y - size * 0.74)} ${n(x)} ${n(y - size * 0.76)}C${n(x + size * 0.16)} ${n(y - size * 0.74)} ${n(x + size * 0.22)} ${n(y - size * 0.45)} ${n(x + size * 0.15)} ${n(y)}Z`
  const head = { x, y: y - size * 0.87, rx: size * 0.095, ry: size * 0.115 }
  return [
    ellipse({ x, y: y + size * 0.01, rx: size * 0.3, ry: size * 0.035 }, '#000', 'opacity="0.35"'),
    path(coat, dark, `stroke="${rim}" stroke-opacity="0.4" stroke-width="${n(size * 0.012)}"`),
    path(
      `M${n(x - size * 0.13)} ${n(y - size * 0.68)}Q${n(x)} ${n(y - size * 0.58)} ${n(x + size * 0.13)} ${n(y - size * 0.68)}L${n(x + size * 0.17)} ${n(y - size * 0.42)}L${n(x + size * 0.1)} ${n(y - size * 0.6)}Z`,
      css(palette.accent),
    ),
    ellipse(head, dark, `stroke="${rim}" stroke-opacity="0.45" stroke-width="${n(size * 0.012)}"`),
  ].join('')
}

const grass = ({ width, height, random, palette, mood }: Canvas): string => {
  const blades = Array.from({ length: 90 }, () => {
    const x = random.next() * width
    const y = height * random.between(0.97, 1.02)
    const tall = height * random.between(0.03, 0.1)
    return `M${n(x)} ${n(y)}q${n(random.between(-6, 6))} ${n(-tall * 0.6)} ${n(random.between(-14, 14))} ${n(-tall)}`
  })
  const stroke = css(mix(palette.ground, [palette.ground[0], 30, 4], 0.6))
  const flowers =
    mood.season === 'spring' || mood.season === 'summer'
      ? Array.from({ length: 26 }, () =>
          ellipse(
            {
              x: random.next() * width,
              y: height * random.between(0.9, 0.99),
              rx: width * random.between(0.002, 0.005),
              ry: width * random.between(0.002, 0.005),
            },
            css(random.next() < 0.5 ? palette.accent : palette.sun),
            'opacity="0.8"',
          ),
        )
      : []
  return `<path d="${blades.join('')}" fill="none" stroke="${stroke}" stroke-width="${n(width / 420)}" stroke-linecap="round"/>${flowers.join('')}`
}

const snowfall = ({ width, height, random }: Canvas): string =>
  Array.from({ length: 120 }, () => {
    const size = (width / 512) * random.between(0.6, 2.4)
    return ellipse(
      { x: random.next() * width, y: random.next() * height, rx: size, ry: size },
      '#fff',
      `opacity="${random.between(0.25, 0.8).toFixed(2)}"`,
    )
  }).join('')

/** Paints the boat, house, grass, figure and snowfall that the mood asks for. */
export const paintProps = (canvas: Canvas): string => {
  const { mood } = canvas
  const isBare = mood.ground === 'desert' || mood.ground === 'city' || mood.season === 'winter'
  return [
    mood.hasBoat && mood.hasWater ? boat(canvas) : '',
    mood.hasHouse ? house(canvas) : '',
    isBare || mood.ground === 'sea' ? '' : grass(canvas),
    mood.hasFigure ? figure(canvas) : '',
    mood.season === 'winter' ? snowfall(canvas) : '',
  ].join('')
}
