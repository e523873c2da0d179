import { Buffer } from 'node:buffer'

type Texts = Readonly<Record<string, string>>

function uint32(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4)
  return bytes
}

/** An OpenEXR of 64×48 with these attributes, as ComfyUI adds them, and no part. */
export function buildExr(
  texts: Texts,
  { channels = ['B', 'G', 'R'] }: { channels?: readonly string[] } = {},
): Buffer {
  const attribute = (name: string, type: string, value: Buffer): Buffer =>
    Buffer.concat([Buffer.from(`${name}\0${type}\0`), uint32(value.length), value])
  const channel = (name: string): Buffer =>
    Buffer.concat([Buffer.from(`${name}\0`), uint32(2, 0, 1, 1)])
  const window = uint32(0, 0, 63, 47)
  return Buffer.concat([
    Buffer.from('762f310102000000', 'hex'),
    attribute('channels', 'chlist', Buffer.concat([...channels.map(channel), Buffer.alloc(1)])),
    attribute('compression', 'compression', Buffer.alloc(1)),
    attribute('dataWindow', 'box2i', window),
    attribute('displayWindow', 'box2i', window),
    ...Object.entries(texts).map(([name, text]) => attribute(name, 'string', Buffer.from(text))),
    Buffer.alloc(1),
    Buffer.alloc(64),
  ])
}

/** A GLB without a mesh, whose asset has these texts. */
export function buildGlb(texts: Texts): Buffer {
  const json = JSON.stringify({ asset: { version: '2.0', generator: 'ComfyUI', extras: texts } })
  const padded = Buffer.from(json.padEnd(Math.ceil(Buffer.byteLength(json) / 4) * 4))
  const binary = Buffer.alloc(32)
  return Buffer.concat([
    Buffer.from('glTF'),
    uint32(2, 12 + 8 + padded.length + 8 + binary.length, padded.length),
    Buffer.from('JSON'),
    padded,
    uint32(binary.length),
    Buffer.from('BIN\0'),
    binary,
  ])
}

/** A latent as ComfyUI saves it: one tensor of 16 numbers, and these texts. */
export function buildSafetensors(texts: Texts): Buffer {
  const tensor = { dtype: 'F32', shape: [1, 4, 2, 2], data_offsets: [0, 64] }
  const json = Buffer.from(JSON.stringify({ __metadata__: texts, latent_tensor: tensor }))
  return Buffer.concat([uint32(json.length, 0), json, Buffer.alloc(64)])
}

/** An SVG of 64×48 whose metadata are this JSON, as ComfyUI adds it. */
export function buildSvg(json: string): Buffer {
  return Buffer.from(
    `<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="64px" height="48">\n  <metadata>\n<![CDATA[\n${json}\n]]>\n</metadata><path d="M0 0"/></svg>\n`,
  )
}
