import { setTimeout as delay } from 'node:timers/promises'
import { type PostgresServer, startPostgres } from '@darkroom/test-postgres'

/** Milliseconds and tries until what is left of a killed server has let go of its data. */
const pauseMs = 100
const tries = 50

/** Starts it again, once what is left of it has ended. */
async function startAgain(server: PostgresServer): Promise<void> {
  for (let count = 1; ; count += 1) {
    try {
      await server.start()
      return
    } catch (error) {
      if (count === tries) throw error
    }
    await delay(pauseMs)
  }
}

/** Database servers, of which each world has one to itself, to be killed. */
export class Databases implements AsyncDisposable {
  readonly #idle: PostgresServer[] = []
  readonly #all: PostgresServer[] = []

  /** Takes one that runs, until it is disposed of. Undefined where there is no PostgreSQL. */
  async take(): Promise<(PostgresServer & AsyncDisposable) | undefined> {
    const server = this.#idle.pop() ?? (await this.#begin())
    return (
      server && {
        ...server,
        start: () => startAgain(server),
        [Symbol.asyncDispose]: async () => {
          this.#idle.push(server)
        },
      }
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const server of this.#all) await server[Symbol.asyncDispose]()
  }

  async #begin(): Promise<PostgresServer | undefined> {
    const server = await startPostgres()
    if (server === undefined) return undefined
    this.#all.push(server)
    process.once('exit', () => void server.kill())
    return server
  }
}
