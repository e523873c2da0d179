/**
 * V8's young generation grows to 100 MB by itself and stays so; with 8, halves of 4, answers and jobs cost some 6 % more, and a message
 * to hundreds of listeners a fourth. Each pool of malloc keeps what
 * it once had, and there would be one for each thread.
 */
const flags = ['--max-semi-space-size=4']
const environment = { MALLOC_ARENA_MAX: '2' }

/**
 * Goes on as the same process with settings that Node and the system's memory take at a start alone, where they were not set and
 * the platform can do it; it takes 10 to 20 ms. Whoever started us with a channel between us would lose it, so there it is left.
 */
export function goOnWithLessMemory(): void {
  const { execArgv, argv, env, execPath } = process
  const given = [...execArgv, env.NODE_OPTIONS].join(' ')
  if (/semi[-_]space[-_]size/.test(given) || env.NODE_CHANNEL_FD !== undefined) return
  const isSupported = process.platform === 'linux' || process.platform === 'darwin'
  if (!isSupported || process.execve === undefined) return
  process.execve(execPath, [execPath, ...flags, ...execArgv, ...argv.slice(1)], {
    ...environment,
    ...env,
  })
}
