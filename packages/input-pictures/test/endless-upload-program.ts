import { setTimeout as delay } from 'node:timers/promises'
import { openUploadStore } from '../src/index.ts'
import { picture } from './pictures.ts'

// Keeps one upload and then sends another that never ends, to be killed in the middle.
const [directory = ''] = process.argv.slice(2)
const store = await openUploadStore({ directory, limitBytes: 2 ** 30 })

async function* whole(): AsyncGenerator<Uint8Array, void> {
  yield picture(1)
}

async function* endless(): AsyncGenerator<Uint8Array, void> {
  yield picture(2)
  for (let sent = 0; ; sent += 1) {
    yield Buffer.alloc(10_000)
    if (sent === 10) console.log('under way')
    await delay(1)
  }
}

await store.add(whole())
await store.add(endless())
