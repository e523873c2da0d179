import sharp from 'sharp'
import { z } from 'zod'

const filePart = z.object({ filename: z.string(), content_type: z.string(), bytes: z.number() })
const parts = z.object({ image: filePart }).catchall(z.string())

const flat = (
  width: number,
  height: number,
  { alpha, shade = 90 }: { alpha?: number; shade?: number } = {},
): Promise<Buffer> =>
  sharp({
    create: {
      width,
      height,
      channels: alpha === undefined ? 3 : 4,
      background: { r: shade, g: 120, b: 60, alpha: alpha ?? 1 },
    },
  })
    .png()
    .toBuffer()

/** Files like those that were uploaded while recording; their bytes were not kept, what they are was. */
const files: Readonly<Record<string, () => Promise<Buffer> | Buffer>> = {
  'source.png': () => flat(128, 128),
  'odd.png': () => flat(200, 121),
  'wide photo.png': () => flat(200, 120),
  'small.png': () => flat(64, 64),
  'hole.png': () => flat(128, 128, { alpha: 0.5 }),
  'mask.png': () => flat(128, 128, { shade: 255 }),
  'smallmask.png': () => flat(32, 32, { shade: 255 }),
  'clipspace-mask.png': () => flat(128, 128, { alpha: 0 }),
  'notes.png': () => Buffer.from('no picture at all'),
  'm4.png': () => flat(16, 16),
  'm5.png': () => flat(8, 8, { alpha: 0.5 }),
}

/** A file by its recorded name and size: in one recording two sizes stand for two contents of one name. */
const fileOf = ({ filename, bytes }: { filename: string; bytes: number }) => {
  if (bytes === 0) return Buffer.alloc(0)
  const known = files[filename]
  if (known !== undefined) return known()
  return filename.startsWith('m')
    ? flat(16, 16, { alpha: 0.5, shade: 10 })
    : flat(16, 16, { shade: bytes })
}

/** The form of a recorded upload. Spaces were recorded as a client that encodes them sent them. */
export const recordedForm = async (recorded: unknown): Promise<FormData> => {
  const { image, ...fields } = parts.parse(recorded)
  const form = new FormData()
  const name = image.filename === 'wide photo.png' ? encodeURI(image.filename) : image.filename
  const bytes = new Uint8Array(await fileOf(image))
  form.append('image', new File([bytes], name, { type: image.content_type }))
  for (const [key, value] of Object.entries(fields)) form.append(key, value)
  return form
}
