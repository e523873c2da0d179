/** Draws the outline of a missing picture, in a box of this size. */
export function drawBrokenPicture(options: {
  readonly centreX: number
  readonly centreY: number
  readonly size: number
  readonly colour: string
}): string {
  const { centreX, centreY, size, colour } = options
  const scale = size / 48
  return `<g transform="translate(${centreX - size / 2} ${centreY - size / 2}) scale(${scale})" fill="none" stroke="${colour}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"><path d="M26 8H10a5 5 0 0 0-5 5V35a5 5 0 0 0 5 5H17M33 8H38a5 5 0 0 1 5 5V35a5 5 0 0 1-5 5H24M5 33L15 23 20 28M31 26L43 33M33 8L26 18 33 24 24 40"/><circle cx="15" cy="17" r="3"/></g>`
}
