/**
 * Three young generations of 16 MB are what V8 takes by itself, and they stay; with 4 nothing is slower. A pool of malloc for each
 * thread keeps what it once had, so there are two of them.
 */
const flag = '--max-semi-space-size'
const flags = [`${flag}=4`]
const environment = { MALLOC_ARENA_MAX: '2' }

/**
 * Goes on as the same process with settings that Node and the system's memory take at a start alone, where they were not set and
 * the platform can do it; it takes 20 ms. Whoever started us with a channel between us would lose it, so there it is left.
 */
export function goOnWithLessMemory(): void {
  const { execArgv, argv, env, execPath } = process
  const given = [...execArgv, env.NODE_OPTIONS ?? '']
  if (given.some((one) => one.includes(flag)) || env.NODE_CHANNEL_FD !== undefined) return
  const isSupported = process.platform === 'linux' || process.platform === 'darwin'
  if (!isSupported || process.execve === undefined) return
  process.execve(execPath, [execPath, ...flags, ...execArgv, ...argv.slice(1)], {
    ...environment,
    ...env,
  })
}
