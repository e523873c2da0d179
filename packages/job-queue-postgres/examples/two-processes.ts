// examples/two-processes.ts: DATABASE_URL=postgres://user:password@localhost/database node examples/two-processes.ts
import { randomUUID } from 'node:crypto'
import { createQueue } from '@darkroom/job-queue'
import { createPostgresStore } from '@darkroom/job-queue-postgres'

const url = process.env.DATABASE_URL
if (url === undefined) throw new Error('Set DATABASE_URL to the address of a PostgreSQL database')

/** As another process would open it. */
const open = async (name: string) => {
  const store = createPostgresStore({ url, schema: 'example' })
  const queue = createQueue({ store, member: { name } })
  await queue.open()
  return queue
}

await using one = await open('one')
await using two = await open('two')
const { signal } = new AbortController()

const { id } = await one.enqueue({ id: randomUUID(), kind: 'image', payload: { prompt: 'a fox' } })
await two.sync()
console.log('accepted by one, known to two:', two.get(id)?.state)

const [lease] = await two.reserve({ owner: 'gpu-1', leaseMs: 30_000, signal })
if (lease !== undefined) {
  console.log('one changes nothing with the lease of two:', await one.complete(lease, 'stale'))
  console.log('two does:', await two.complete(lease, { image: 'fox.png' }))
}
const claim = await one.claim('server gpu-1', { signal })
console.log(
  'who has what:',
  one.members().map(({ name, claims }) => [name, claims]),
)
await claim.release()
