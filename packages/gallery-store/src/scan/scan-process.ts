import { fork } from 'node:child_process'
import { once } from 'node:events'
import { scanWorkerUrl } from '../scan-worker-url.ts'
import type { OpenChannel } from './scan-channel.ts'

/**
 * Opens a process: its memory for a scan of 100,000 images returns to the system when it ends, whereas a thread's stays
 * with ours.
 */
export const openProcess: OpenChannel = (settings, { onMessage, onLost }) => {
  const child = fork(scanWorkerUrl, [JSON.stringify(settings)], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  child.on('message', onMessage)
  child.on('error', onLost)
  child.on('exit', () => onLost())
  const release = (): void => {
    child.unref()
    child.channel?.unref()
  }
  release()
  return {
    // A closed channel means that the process is ending; its exit settles all requests.
    send: (message) => void child.send(message, () => {}),
    hold: () => {
      child.ref()
      child.channel?.ref()
    },
    release,
    close: async () => {
      const hasEnded = child.exitCode !== null || child.signalCode !== null
      if (child.pid === undefined || hasEnded) return
      const exited = once(child, 'exit')
      child.ref()
      child.kill('SIGKILL')
      await exited
    },
  }
}
