import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Client } from 'pg'
import { findPostgres, type PostgresPrograms } from './find-postgres.ts'

/** PostgreSQL refuses to be run by root; nobody has no files of others. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

export interface PostgresServer extends AsyncDisposable {
  readonly port: number
  /** Of the process that all others of it come from. */
  readonly pid: number
  /** Makes an empty database, and returns its address. */
  createDatabase(): Promise<string>
  /** Kills it as a power cut would, but for the disk's cache. */
  kill(): Promise<void>
  /** Stops it as an administrator would who does not wait for clients. */
  stop(): Promise<void>
  /** Starts it again on the same port and data. */
  start(): Promise<void>
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('No port')
  return address.port
}

const run = async (program: string, parameters: readonly string[]): Promise<void> => {
  const child = spawn(program, parameters, { ...nobody, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (part) => {
    said += String(part)
  })
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${said}`)
}

/** Starts the program and waits until it takes connections. */
const launch = async (program: string, parameters: readonly string[]): Promise<ChildProcess> => {
  const child = spawn(program, parameters, { ...nobody, stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(child, 'exit')
  const lines: string[] = []
  const ready = (async () => {
    for await (const line of createInterface(child.stderr)) {
      lines.push(line)
      if (line.includes('ready to accept connections')) break
    }
  })()
  await Promise.race([ready, ended])
  if (child.exitCode !== null) throw new Error(`PostgreSQL did not start: ${lines.join('\n')}`)
  child.stderr.resume()
  return child
}

/**
 * Starts a PostgreSQL of its own on loopback, with data that go with it. Undefined where no PostgreSQL is installed, by default the newest.
 */
export const startPostgres = async (
  settings: Readonly<Record<string, string>> = {},
  programs: PostgresPrograms | undefined = findPostgres(),
): Promise<PostgresServer | undefined> => {
  if (programs === undefined) return undefined
  const data = await mkdtemp(join(tmpdir(), 'darkroom-postgres-'))
  if (nobody.uid !== undefined) await chown(data, nobody.uid, nobody.gid)
  await run(programs.initdb, [
    ...['-D', data, '-U', 'darkroom', '--auth=trust', '--no-sync', '--no-locale'],
    '--encoding=UTF8',
  ])
  const port = await freePort()
  const all = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '32MB',
    ...settings,
  }
  const parameters = [
    '-D',
    data,
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  let child = await launch(programs.postgres, parameters)
  let databases = 0
  // A test that is broken off must not leave a server behind.
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }
  const address = (database: string): string => `postgres://darkroom@127.0.0.1:${port}/${database}`

  return {
    port,
    get pid() {
      return child.pid ?? 0
    },
    async createDatabase() {
      const name = `test_${databases++}`
      const client = new Client(address('postgres'))
      await client.connect()
      await client.query(`CREATE DATABASE ${name}`)
      await client.end()
      return address(name)
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGINT'),
    async start() {
      child = await launch(programs.postgres, parameters)
    },
    async [Symbol.asyncDispose]() {
      process.off('exit', kill)
      await end('SIGQUIT')
      await rm(data, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
