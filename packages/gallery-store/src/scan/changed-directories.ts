import { inGroups } from '../files/in-groups.ts'
import type { DirectoryTree } from './directory-tree.ts'
import type { ScanClient } from './scan-client.ts'

/** How many directories are looked at in one request: others come in between, also where a look takes a millisecond. */
const atOnce = 256

/** The directories whose time is another than at their last reading. */
export async function changedDirectories(
  directories: readonly string[],
  { tree, reader }: { readonly tree: DirectoryTree; readonly reader: Pick<ScanClient, 'check'> },
): Promise<readonly string[]> {
  const changed: string[] = []
  for (const group of inGroups(directories, atOnce)) {
    const mtimes = Float64Array.from(group, (each) => tree.mtimeMs(each))
    for (const index of await reader.check({ kind: 'check', directories: group, mtimes })) {
      const directory = group[index]
      if (directory !== undefined) changed.push(directory)
    }
  }
  return changed
}
