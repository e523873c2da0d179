import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** Removes all matching files of this folder but the newest ones. */
export async function keepNewest(
  directory: string,
  { pattern, newest }: { readonly pattern: RegExp; readonly newest: number },
): Promise<void> {
  const names = (await readdir(directory)).filter((name) => pattern.test(name))
  if (names.length <= newest) return
  const aged = await Promise.all(
    names.map(async (name) => {
      const path = join(directory, name)
      return { path, ctimeMs: (await stat(path)).ctimeMs }
    }),
  )
  const surplus = aged.toSorted((a, b) => b.ctimeMs - a.ctimeMs).slice(newest)
  await Promise.all(surplus.map(({ path }) => rm(path, { force: true })))
}
