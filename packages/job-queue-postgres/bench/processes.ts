import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process that has opened its queue, and waits to be told to begin. */
export interface Worker extends AsyncDisposable {
  /** Begins, and resolves to what was found out. */
  begin(): Promise<unknown>
}

const nextMessage = async (child: ChildProcess, file: string): Promise<unknown> => {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended with ${code}`)
  })
  const [message] = await Promise.race([once(child, 'message'), ended])
  return message
}

/** Starts a file of this folder in a process of its own, with its order. */
export const startWorker = async (file: string, order: object): Promise<Worker> => {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [JSON.stringify(order)])
  await nextMessage(child, file)
  return {
    begin() {
      const answer = nextMessage(child, file)
      child.send('begin')
      return answer
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}

/** In such a process: says that it is ready, does the work when told to, sends what it found out, and waits for the end. */
export const serve = async (work: () => Promise<object>): Promise<void> => {
  const ended = once(process, 'disconnect')
  process.send?.('ready')
  await once(process, 'message')
  process.send?.(await work())
  await ended
}
