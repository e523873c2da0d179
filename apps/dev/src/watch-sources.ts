import { once } from 'node:events'
import { relative, sep } from 'node:path'
import { watch } from 'chokidar'

/** Names of folders in which nothing is that a running program reads. */
const otherFolders = new Set(['node_modules', 'dist', '.turbo', 'test', 'bench', 'fixtures'])

const isSource = (name: string): boolean =>
  /\.(?:ts|tsx|mjs|cjs|js|json)$/.test(name) && !/\.test\.tsx?$/.test(name)

/**
 * Tells of every source below `folders` that is changed, added, removed or replaced, by its path below `root` with `/`. Folders
 * are watched, not files, so a file that is written anew and renamed to its place, as git and editors do, is seen like any other.
 * Resolves when the watch is in place.
 */
export async function watchSources({
  root,
  folders,
  onChange,
}: {
  readonly root: string
  readonly folders: readonly string[]
  readonly onChange: (path: string) => void
}): Promise<AsyncDisposable> {
  const partsOf = (path: string): string[] => relative(root, path).split(sep)
  const watcher = watch([...folders], {
    cwd: root,
    ignoreInitial: true,
    ignored: (path, stats) => {
      const parts = partsOf(path)
      return (
        parts.some((part) => otherFolders.has(part)) ||
        (stats?.isFile() === true && !isSource(parts.at(-1) ?? ''))
      )
    },
  })
  watcher.on('all', (event, path) => {
    if (event === 'add' || event === 'change' || event === 'unlink') {
      onChange(path.replaceAll('\\', '/'))
    }
  })
  await once(watcher, 'ready')
  return { [Symbol.asyncDispose]: () => watcher.close() }
}
