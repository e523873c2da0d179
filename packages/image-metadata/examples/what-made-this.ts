import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type ByteSource, readImageMetadata, sidecarNames } from '@darkroom/image-metadata'

function createFileSource(descriptor: number): ByteSource {
  return {
    size: fstatSync(descriptor).size,
    read(offset, length) {
      const bytes = new Uint8Array(length)
      return bytes.subarray(0, readSync(descriptor, bytes, 0, length, offset))
    },
  }
}

// node examples/what-made-this.ts picture.png …
for (const path of process.argv.slice(2)) {
  const name = basename(path)
  const sidecars = sidecarNames(name)
    .map((sidecar) => ({ name: sidecar, path: join(dirname(path), sidecar) }))
    .filter((sidecar) => existsSync(sidecar.path))
    .map((sidecar) => ({ name: sidecar.name, text: readFileSync(sidecar.path, 'utf8') }))

  const descriptor = openSync(path, 'r')
  const source = createFileSource(descriptor)
  const { width, height, ...made } = readImageMetadata({ name, source, sidecars })
  closeSync(descriptor)

  console.log(`${name}: ${width}×${height}, by ${made.source}`)
  const { prompt, model, steps, cfg, sampler } = made.recipe
  console.log(`  ${prompt}`)
  console.log(`  ${model}, seed ${made.seedText}, ${steps} steps, cfg ${cfg}, ${sampler}`)
}
