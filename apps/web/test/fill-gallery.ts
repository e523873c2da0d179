import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

const daySeconds = 86_400

const chunk = (type: string, data: Buffer): Buffer => {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(typed), 4)
  return Buffer.concat([frame.subarray(0, 4), typed, frame.subarray(4)])
}

/** A PNG of one colour, 64 × 64, with the text that A1111 writes. */
function encodePng(colour: readonly [number, number, number], parameters: string): Buffer {
  const side = 64
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([8, 2], 8)
  const row = Buffer.concat([
    Buffer.from([0]),
    ...Array.from({ length: side }, () => Buffer.from(colour)),
  ])
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`parameters\0${parameters}`, 'latin1')),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: side }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const subjects = [
  'a lighthouse',
  'a red boat',
  'an old library',
  'a fox in snow',
  'a harbour at dusk',
]

/** Pictures of one colour each, `perDay` of them a day, the newest today; number 0 is the newest. */
export async function fillGallery(
  gallery: string,
  { count, perDay = 200 }: { readonly count: number; readonly perDay?: number },
): Promise<void> {
  const now = Math.floor(Date.now() / 1000)
  for (let day = 0; day * perDay < count; day += 1) {
    const folder = join(gallery, 'old', `day-${day}`)
    await mkdir(folder, { recursive: true })
    const numbers = Array.from(
      { length: Math.min(perDay, count - day * perDay) },
      (_, index) => day * perDay + index,
    )
    await Promise.all(
      numbers.map(async (number) => {
        const path = join(folder, `${String(number).padStart(6, '0')}.png`)
        const colour = [(number * 47) % 256, (number * 89) % 256, (number * 151) % 256] as const
        const words = `${subjects[number % subjects.length]}, number ${number}`
        await writeFile(
          path,
          encodePng(
            colour,
            `${words}\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: ${number}, Size: 64x64, Model: dreamscape_xl`,
          ),
        )
        const seconds = now - day * daySeconds - (number % perDay)
        await utimes(path, seconds, seconds)
      }),
    )
  }
}
