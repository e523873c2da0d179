import type { House } from '@darkroom/door-ports'
import { testHouse } from '@darkroom/door-ports/contract'
import sharp from 'sharp'
import { request, runDarkroom } from '../running-darkroom.ts'

const png = await sharp({
  create: { width: 64, height: 64, channels: 3, background: '#336699' },
})
  .png()
  .toBuffer()

testHouse('the house of the product', async () => {
  const houses: Omit<House, 'keep'>[] = []
  const darkroom = await runDarkroom({ onHouse: (house) => houses.push(house) })
  const [house] = houses
  if (house === undefined) throw new Error('There is no house.')
  return {
    house,
    words: request,
    png,
    [Symbol.asyncDispose]: () => darkroom[Symbol.asyncDispose](),
  }
})
