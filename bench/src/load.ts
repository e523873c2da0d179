import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** Runs a file of this folder in its own process, so that the server's time excludes the load. Returns its answer. */
export async function runLoad(file: string, order: object): Promise<unknown> {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const child = fork(path, [JSON.stringify(order)])
  let answer: unknown
  child.on('message', (message) => {
    answer = message
  })
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`${file} ended with ${code}`)
  return answer
}
