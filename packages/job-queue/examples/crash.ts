import { randomUUID } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFileStore, createQueue } from '@darkroom/job-queue'

const directory = await mkdtemp(join(tmpdir(), 'queue-'))
const { signal } = new AbortController()

{
  await using queue = createQueue({ store: createFileStore({ directory }) })
  await queue.open()
  const { id } = await queue.enqueue(
    { id: randomUUID(), kind: 'image', payload: { prompt: 'a fox' } },
    { idempotencyKey: 'request-1' },
  )
  console.log('accepted, and on the disk:', queue.get(id)?.state)
  const [lease] = await queue.reserve({ owner: 'worker', leaseMs: 30_000, signal })
  if (lease !== undefined) await queue.checkpoint(lease, { server: 'gpu-1' })
  // The process ends here, with the work half done.
}

await using queue = createQueue({ store: createFileStore({ directory }) })
await queue.open()
const again = await queue.enqueue(
  { id: randomUUID(), kind: 'image', payload: { prompt: 'a fox' } },
  { idempotencyKey: 'request-1' },
)
console.log('the same request is the same job:', !again.created)
const [lease] = await queue.reserve({ owner: 'worker', leaseMs: 30_000, signal })
if (lease !== undefined) {
  console.log('the next worker knows how far it got:', lease.job.checkpoint)
  console.log(await queue.complete(lease, { image: 'fox.png' }))
  console.log('a late answer of anyone else:', await queue.complete({ ...lease, epoch: 1 }, null))
}
console.log(queue.counts())
