import { readlinkSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { vi } from 'vitest'

export interface SyncWatch extends Disposable {
  /** The synced paths in order, each as of its sync. */
  readonly paths: readonly string[]
}

/** Records every sync of a file or directory and lets it happen, unless it is to `fail`. Linux only. */
export async function watchSyncs({ fail }: { fail?: Error } = {}): Promise<SyncWatch> {
  await using handle = await open('/dev/null')
  const prototype: FileHandle = Object.getPrototypeOf(handle)
  const paths: string[] = []
  const spies = (['sync', 'datasync'] as const).map((name) => {
    const original = prototype[name]
    return vi.spyOn(prototype, name).mockImplementation(async function (this: FileHandle) {
      paths.push(readlinkSync(`/proc/self/fd/${this.fd}`))
      if (fail !== undefined) throw fail
      await original.call(this)
    })
  })
  return {
    paths,
    [Symbol.dispose]() {
      for (const spy of spies) spy.mockRestore()
    },
  }
}
