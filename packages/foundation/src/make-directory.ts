import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { syncDirectory } from './sync-directory.ts'

/** Makes a directory with its missing parents, each made durable. `mode` as for `mkdir`. */
export async function makeDirectory(path: string, { mode }: { mode?: number } = {}): Promise<void> {
  const whole = resolve(path)
  const first = await mkdir(whole, { recursive: true, ...(mode === undefined ? {} : { mode }) })
  if (first === undefined) return
  for (let made = whole; made.length >= first.length; made = dirname(made)) {
    await syncDirectory(dirname(made))
  }
}
