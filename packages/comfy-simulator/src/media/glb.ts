import type { Texts } from '../nodes/node.ts'

/** The corners and faces of a pyramid, the smallest closed body. */
const corners = [0, 1, 0, -1, -1, 1, 1, -1, 1, 0, -1, -1]
const faces = [0, 1, 2, 0, 2, 3, 0, 3, 1, 1, 3, 2]

const chunk = (type: number, data: Buffer, filler: number): Buffer => {
  const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4, filler)])
  const head = Buffer.alloc(8)
  head.writeUInt32LE(padded.length, 0)
  head.writeUInt32LE(type, 4)
  return Buffer.concat([head, padded])
}

/** A small GLB with the texts where ComfyUI puts them. */
export const encodeGlb = (texts: Texts): Buffer => {
  const points = Buffer.from(Float32Array.from(corners).buffer)
  const indices = Buffer.from(Uint32Array.from(faces).buffer)
  const extras = texts.length === 0 ? {} : { extras: Object.fromEntries(texts) }
  const gltf = {
    asset: { version: '2.0', generator: 'ComfyUI', ...extras },
    buffers: [{ byteLength: points.length + indices.length }],
    bufferViews: [
      { buffer: 0, byteOffset: 0, byteLength: points.length, target: 34_962 },
      { buffer: 0, byteOffset: points.length, byteLength: indices.length, target: 34_963 },
    ],
    accessors: [
      {
        bufferView: 0,
        componentType: 5126,
        count: 4,
        type: 'VEC3',
        min: [-1, -1, -1],
        max: [1, 1, 1],
      },
      { bufferView: 1, componentType: 5125, count: faces.length, type: 'SCALAR' },
    ],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1, mode: 4 }] }],
    nodes: [{ mesh: 0 }],
    scenes: [{ nodes: [0] }],
    scene: 0,
  }
  const json = chunk(0x4e_4f_53_4a, Buffer.from(JSON.stringify(gltf)), 0x20)
  const binary = chunk(0x00_4e_49_42, Buffer.concat([points, indices]), 0)
  const head = Buffer.alloc(12)
  head.write('glTF', 0, 'latin1')
  head.writeUInt32LE(2, 4)
  head.writeUInt32LE(head.length + json.length + binary.length, 8)
  return Buffer.concat([head, json, binary])
}
