import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { galleryFiles } from './gallery-reader.ts'
import type { LedgerEntry } from './ledger.ts'
import type { Scene } from './scene.ts'
import type { Check } from './tally.ts'
import { isWholePng } from './whole-png.ts'

const sidecarSchema = z.object({ request_id: z.string(), sha256: z.string() })

/** Checks that the folder, the books and the gallery's answer agree. */
export async function judgeFiles(
  { world }: Scene,
  { ledger, shown }: { ledger: readonly LedgerEntry[]; shown: readonly { filepath: string }[] },
  check: Check,
): Promise<void> {
  const committed = ledger.flatMap(({ images }) => images)
  const paths = new Set(committed.map(({ path }) => path))
  check('I3', paths.size === committed.length, () => 'two jobs have one file')
  for (const { id, state, images } of ledger) {
    const isOne = images.length === (state === 'succeeded' ? 1 : 0)
    check('I3', isOne, () => `${id} is ${state} with ${images.length} images`)
    for (const image of images) await judgeImage(world.gallery, { id, image }, check)
  }
  const files = await galleryFiles(world.gallery)
  const isCommitted = (path: string): boolean =>
    paths.has(path.replace(/\.json$/, '.png')) || /(?:^|\/)(?:batch|sequence)\.json$/.test(path)
  const strays = files.filter((path) => !isCommitted(path))
  check('I3', strays.length === 0, () => `files without a commit: ${strays}`)
  const listed = shown.map(({ filepath }) => filepath).sort()
  check(
    'I3',
    listed.join() === [...paths].sort().join(),
    () => `the gallery shows ${listed} for ${[...paths].sort()}`,
  )
  const everything = await readdir(world.gallery, { recursive: true })
  const parts = everything.filter((name) => name.endsWith('part') || name.endsWith('.tmp'))
  check('I17', parts.length === 0, () => `left behind: ${parts}`)
}

async function judgeImage(
  root: string,
  { id, image }: { id: string; image: LedgerEntry['images'][number] },
  check: Check,
): Promise<void> {
  const bytes = await readFile(join(root, image.path)).catch(() => Buffer.alloc(0))
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const sidecar = await readFile(join(root, image.path.replace(/\.png$/, '.json')), 'utf8')
    .then((text) => sidecarSchema.parse(JSON.parse(text)))
    .catch(() => undefined)
  check(
    'I3',
    isWholePng(bytes) &&
      bytes.length === image.bytes &&
      sha256 === image.sha256 &&
      sidecar?.sha256 === sha256 &&
      sidecar.request_id === id,
    () => `${image.path} of ${id} has ${bytes.length} bytes, is not as committed`,
  )
}
