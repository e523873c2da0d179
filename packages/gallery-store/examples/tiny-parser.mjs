// Understands the size of a PNG, and nothing else. Use a real parser, such as @darkroom/image-metadata.
const nothing = {
  animated: false,
  source: 'unknown',
  seedText: '',
  createdAt: '',
  batchId: '',
  sequenceId: '',
  frameNumber: null,
}

export function readImageMetadata({ source, sidecars = [] }) {
  const head = new DataView(Uint8Array.from(source.read(0, 24)).buffer)
  const isPng = head.byteLength === 24 && head.getUint32(0) === 0x89504e47
  const [width, height] = isPng ? [head.getUint32(16), head.getUint32(20)] : [null, null]
  const said = sidecars[0] === undefined ? {} : JSON.parse(sidecars[0].text)
  const { favourite = false, tags = [], ...recipe } = said
  const format = isPng ? 'png' : 'unknown'
  return { ...nothing, favourite, tags, recipe, format, width, height, complete: isPng }
}

export const sidecarNames = (name) => [name.replace(/\.\w+$/, '.json')]
