import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createFileStore, createQueue } from '@darkroom/job-queue'
import { Queue } from 'bullmq'
import { body } from '../body.ts'
import { needDebian } from './run-command.ts'
import { runPeer } from './run-peer.ts'

const clients = 64
const count = 20_000

async function perSecond(add: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  let left = count
  const client = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      await add()
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return count / ((performance.now() - started) / 1000)
}

const opened = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve()
    })
    socket.on('error', reject)
  })

/** Accepts jobs durably, in this process: by Darkroom's queue of plain files, and by BullMQ on a Redis that syncs each write. */
export async function compareQueues(folder: string): Promise<void> {
  const show = (who: string, rate: number): void =>
    console.log(
      `| durable accepts in process, ${clients} at once | ${who} | ${rate.toFixed(0)}/s | |`,
    )
  {
    const store = createFileStore({ directory: join(folder, 'queue'), onWarning: () => undefined })
    await using queue = createQueue({ store })
    await queue.open()
    show(
      'Darkroom',
      await perSecond(() => queue.enqueue({ id: randomUUID(), kind: 'image', payload: body })),
    )
  }
  await needDebian('redis-server', 'redis-server')
  await using redis = await runPeer({
    command: 'redis-server',
    args: (port) => [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--dir',
      folder,
      '--appendonly',
      'yes',
      '--appendfsync',
      'always',
      '--save',
      '',
    ],
    isReady: opened,
  })
  const queue = new Queue('bench', { connection: { host: '127.0.0.1', port: redis.port } })
  try {
    show('BullMQ', await perSecond(() => queue.add('image', body)))
  } finally {
    await queue.close()
  }
}
