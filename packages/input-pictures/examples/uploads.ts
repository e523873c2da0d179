import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  fetchListedPicture,
  InputPictureError,
  openUploadStore,
  planInput,
  prepareInput,
  readDataUrl,
  readListedHost,
} from '@darkroom/input-pictures'

const folder = await mkdtemp(join(tmpdir(), 'uploads-example-'))
await using store = await openUploadStore({
  directory: join(folder, 'uploads'),
  limitBytes: 4 * 2 ** 30,
  fileLimitBytes: 512 * 2 ** 20,
})

const pixel =
  'data:text/plain;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC'

async function* sent(): AsyncGenerator<Uint8Array, void> {
  yield readDataUrl(pixel, { limitBytes: store.fileLimitBytes })
}

const { upload, isNew } = await store.add(sent())
console.log(upload.mediaType, `${upload.width}×${upload.height}`, isNew)
console.log('sent once more:', (await store.add(sent())).isNew)

const hosts = ['pictures.example'].flatMap((text) => readListedHost(text) ?? [])
const urls = [
  'https://127.0.0.1/a.png',
  'http://pictures.example/a.png',
  'https://pictures.example:22/',
]
for (const url of urls) {
  const bytes = fetchListedPicture(url, { hosts, limitBytes: store.fileLimitBytes })
  await store.add(bytes).catch((error) => {
    if (!(error instanceof InputPictureError)) throw error
    console.log('refused:', error.message)
  })
}

// While a job is written down, the upload stays; from then on `inUse` tells.
using _held = await store.hold([upload.id])
const file = { ...upload, sha256: upload.id, path: store.pathOf(upload.id) }
const pixels = {
  upright: () => Promise.reject(new Error('nothing has to be turned here')),
  mask: () => Promise.reject(new Error('there is no mask here')),
  masked: () => Promise.reject(new Error('there is no mask here')),
}
const { name } = await prepareInput(file, planInput(upload), { pixels })
console.log('on the server:', name)
await rm(folder, { recursive: true })
