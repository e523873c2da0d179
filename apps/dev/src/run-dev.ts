import { RestartingProgram } from './restarting-program.ts'
import { watchSources } from './watch-sources.ts'

/** One of the programs that are developed. */
export interface DevProgram {
  readonly name: string
  readonly args: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  /** Whether a change of this file, by its path below the root, starts the program anew. */
  readonly uses: (path: string) => boolean
}

/** Milliseconds without a further change after which programs are started anew: a checkout changes many files at once. */
const quietMs = 150

/** Runs programs from source until disposed, each started anew when a file that it uses changes. Resolves when changes are seen. */
export async function runDev({
  root,
  folders,
  programs,
  print,
}: {
  readonly root: string
  readonly folders: readonly string[]
  readonly programs: readonly DevProgram[]
  readonly print: (line: string) => void
}): Promise<AsyncDisposable> {
  await using stack = new AsyncDisposableStack()
  const running = programs.map(({ name, args, environment, uses }) => ({
    uses,
    program: stack.use(new RestartingProgram({ name, args, environment, cwd: root, print })),
  }))
  const changed = new Set<string>()
  const restart = (): void => {
    const paths = [...changed]
    changed.clear()
    const others = paths.length > 1 ? ` and ${paths.length - 1} more` : ''
    print(`${paths[0]}${others} changed: starting again.`)
    for (const { uses, program } of running) {
      if (paths.some(uses)) void program.restart()
    }
  }
  let quiet: NodeJS.Timeout | undefined
  stack.defer(() => clearTimeout(quiet))
  const onChange = (path: string): void => {
    if (!running.some(({ uses }) => uses(path))) return
    changed.add(path)
    clearTimeout(quiet)
    quiet = setTimeout(restart, quietMs)
  }
  stack.use(await watchSources({ root, folders, onChange }))
  for (const { program } of running) program.start()
  const resources = stack.move()
  return { [Symbol.asyncDispose]: () => resources.disposeAsync() }
}
