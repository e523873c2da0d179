import { execFile } from 'node:child_process'
import { access, chmod, constants } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * Makes the folder read-only until disposed: by its permissions, or by a mount for a user whom they do not bind.
 * Undefined where neither can be done.
 */
export async function makeReadOnly(path: string): Promise<AsyncDisposable | undefined> {
  if (process.platform === 'win32') return undefined
  await chmod(path, 0o555)
  if (!(await mayWrite(path))) {
    return { [Symbol.asyncDispose]: () => chmod(path, 0o755) }
  }
  await chmod(path, 0o755)
  try {
    await run('mount', ['--bind', path, path])
  } catch {
    return undefined
  }
  await run('mount', ['-o', 'remount,bind,ro', path])
  return {
    [Symbol.asyncDispose]: async () => {
      // Lazily, for the generation under test may be looking at the folder just now.
      await run('umount', ['--lazy', path])
    },
  }
}

const mayWrite = (path: string): Promise<boolean> =>
  access(path, constants.W_OK).then(
    () => true,
    () => false,
  )
