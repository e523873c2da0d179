import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { type ByteSource, readEmbeddedGraphs, readMediaFile } from '@darkroom/media-container'

function createFileSource(descriptor: number): ByteSource {
  return {
    size: fstatSync(descriptor).size,
    read(offset, length) {
      const bytes = new Uint8Array(length)
      return bytes.subarray(0, readSync(descriptor, bytes, 0, length, offset))
    },
  }
}

// node examples/graphs-inside.ts picture.png …
for (const path of process.argv.slice(2)) {
  const descriptor = openSync(path, 'r')
  const source = createFileSource(descriptor)
  const { mediaType, width, height, orientation, texts } = readMediaFile(source)
  const { workflow, prompt } = readEmbeddedGraphs(source)
  closeSync(descriptor)

  console.log(`${path}: ${mediaType || 'unknown'}, ${width}×${height}, orientation ${orientation}`)
  console.log(`  texts: ${[...texts.keys()].join(', ') || 'none'}`)
  console.log(`  workflow: ${workflow?.length ?? 'none'}, prompt: ${prompt?.length ?? 'none'}`)
}
