import { lstat, readdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { holdDirectory } from '@darkroom/foundation'
import type { Place } from './place.ts'

/** Removes all matching files in the folder of this one but the newest. */
export async function keepNewest(
  { base, name }: Place,
  { pattern, newest }: { readonly pattern: RegExp; readonly newest: number },
): Promise<void> {
  await using held = await holdDirectory(base, dirname(name))
  const names = (await readdir(held.path)).filter((each) => pattern.test(each))
  if (names.length <= newest) return
  const aged = await Promise.all(
    names.map(async (each) => {
      const path = held.at(each)
      return { path, ctimeMs: (await lstat(path)).ctimeMs }
    }),
  )
  const surplus = aged.toSorted((a, b) => b.ctimeMs - a.ctimeMs).slice(newest)
  await Promise.all(surplus.map(({ path }) => rm(path, { force: true })))
}
