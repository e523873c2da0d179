import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import {
  type Entry,
  OvertakenError,
  QueueClosedError,
  QueueError,
  type QueueStore,
  type SharedStore,
  type StoreContext,
  StoreUnavailableError,
} from '@darkroom/job-queue'
import { type Client, escapeIdentifier } from 'pg'
import { Connection, goneAfterHalfAMinute } from './connection.ts'
import { append, type LogEntry, type Place, readAfter, toParcel } from './log.ts'
import { openLog } from './open-log.ts'
import { migrate, type Tables, tablesOf } from './schema.ts'
import { SnapshotWriter } from './snapshot-writer.ts'
import { sentenceOf, troubleOf } from './trouble.ts'
import { Turn } from './turn.ts'

/** Milliseconds after which the turn is passed on if nothing was appended in it, such as when a decision came out differently. */
const unusedTurnMs = 25

export interface PostgresStoreOptions {
  /** `postgres://user:password@host:port/database`, with the parameters of libpq such as `sslmode`. */
  readonly url: string
  /** The schema of the tables, made if it is missing: one for each queue. Default `darkroom`. */
  readonly schema?: string
  /** Milliseconds after which a connection that does not answer is given up for another. Default 10,000. */
  readonly answerWithinMs?: number
  /** Milliseconds between looks for what others wrote, besides being told. Default 1,000. */
  readonly pollMs?: number
  /** Milliseconds that opening waits for a database that cannot be reached. Default 10,000. */
  readonly openWithinMs?: number
  /** Least bytes of entries between snapshots. Default 4 MiB. */
  readonly snapshotAtLeastBytes?: number
  /** Receives warnings about handled oddities. Default: `process.emitWarning`. */
  readonly onWarning?: (message: string) => void
}

/** Keeps a queue in a PostgreSQL database, which any number of processes may have open at once. */
export const createPostgresStore = (options: PostgresStoreOptions): QueueStore =>
  new PostgresStore(options)

class PostgresStore implements QueueStore, SharedStore {
  readonly durable: 'fsync' = 'fsync'
  readonly shared: SharedStore = this
  readonly #options: PostgresStoreOptions
  readonly #tables: Tables
  /** Tells our own words from those of others. */
  readonly #name = randomUUID()
  readonly #connection: Connection
  readonly #snapshots: SnapshotWriter
  #context: StoreContext | undefined
  readonly #writing: Turn
  #appends = 0
  #place: Place = { position: 0, token: '' }
  /** Serializes everything that moves the place. */
  #turn: Promise<unknown> = Promise.resolve()
  #isLooking = false
  #polling: NodeJS.Timeout | undefined
  #failure: Error | undefined
  #openBy = Number.POSITIVE_INFINITY

  constructor(options: PostgresStoreOptions) {
    const { url, schema = 'darkroom', answerWithinMs = 10_000, onWarning = warn } = options
    this.#options = options
    this.#tables = tablesOf(schema)
    this.#writing = new Turn(this.#tables)
    this.#connection = new Connection({
      url,
      answerWithinMs,
      prepare: (client) => this.#prepare(client),
      onNotice: (channel, payload) => this.#hear(channel, payload),
    })
    this.#snapshots = new SnapshotWriter({
      url,
      tables: this.#tables,
      atLeastBytes: options.snapshotAtLeastBytes ?? 4 * 2 ** 20,
      onWarning,
    })
  }

  get problem(): string | undefined {
    return this.#connection.problem
  }

  async open(context: StoreContext): Promise<void> {
    this.#openBy = performance.now() + (this.#options.openWithinMs ?? 10_000)
    const { place, snapshot, bytesSince } = await this.#inTurn(() =>
      this.#untilOpen((client) => openLog(client, this.#tables, context)),
    )
    this.#place = place
    this.#context = context
    this.#snapshots.begin(snapshot, bytesSince)
    this.#polling = setInterval(() => this.#lookSoon(), this.#options.pollMs ?? 1_000).unref()
  }

  append(entry: Entry): Promise<void> {
    const { position } = this.#place
    this.#appends += 1
    return this.#inTurn(async () => {
      this.#check()
      if (this.#writing.isWanted) await this.#takeTurn()
      if (position !== this.#place.position) throw new OvertakenError()
      const parcel = toParcel(entry, this.#place)
      let tries = 0
      const isAppended = await this.#connection.ask((client) =>
        append(client, this.#tables, parcel, { isRepeated: tries++ > 0 }),
      )
      if (isAppended) {
        this.#place = { position: position + 1, token: parcel.token }
        this.#snapshots.grew(parcel.text.length)
        if (this.#writing.isOver) this.#passTurn()
        else void this.#passUnusedTurn()
        return
      }
      await this.#catchUp()
      throw new OvertakenError()
    })
  }

  confirm(): Promise<void> {
    const { position } = this.#place
    return this.#inTurn(async () => {
      this.#check()
      await this.#catchUp()
      if (position !== this.#place.position) throw new OvertakenError()
    })
  }

  applied(): void {
    if (this.#snapshots.isDue && this.#context !== undefined) {
      this.#snapshots.write(this.#place, this.#context.snapshot())
    }
  }

  tell(message: string): void {
    if (this.problem !== undefined) return
    const said = `${this.#name} ${message}`
    this.#inTurn(() =>
      this.#connection.askOnce((client) =>
        client.query({
          name: 'tell',
          text: 'SELECT pg_notify($1, $2)',
          values: [this.#tables.talk, said],
        }),
      ),
    ).catch(() => undefined)
  }

  async hasRoom(): Promise<boolean> {
    return true
  }

  giveUp(): void {
    this.#connection.giveUp()
  }

  async close(): Promise<void> {
    clearInterval(this.#polling)
    this.#connection.giveUp()
    await this.#turn
    // The turn may be held, and ends with its connection: a snapshot takes longer than others are to wait.
    await Promise.all([this.#connection.close(), this.#snapshots.close()])
  }

  /** A new connection: the tables are there, it can write, and it is told what is new. */
  async #prepare(client: Client): Promise<void> {
    await client.query(
      `SET default_transaction_isolation = 'read committed'; SET synchronous_commit = on; SET search_path = ''; ${goneAfterHalfAMinute}`,
    )
    await checkServer(client, this.#options.onWarning ?? warn)
    await migrate(client, this.#tables)
    for (const channel of [this.#tables.channel, this.#tables.talk]) {
      await client.query(`LISTEN ${escapeIdentifier(channel)}`)
    }
  }

  async #untilOpen<T>(question: (client: Client) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await this.#connection.askOnce(question)
      } catch (error) {
        if (error instanceof QueueError) throw error
        const trouble = troubleOf(error)
        if (trouble === 'broken') throw error
        if (trouble === 'refused' || performance.now() > this.#openBy) {
          throw new StoreUnavailableError(sentenceOf(error), { mayBeStored: false, cause: error })
        }
      }
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  /** Hands over what others have appended. */
  async #catchUp(): Promise<void> {
    for (let isAll = false; !isAll; ) {
      const found = await this.#connection.ask((client) =>
        readAfter(client, this.#tables, this.#place),
      )
      for (const one of found.entries) this.#take(one)
      isAll = found.isAll
    }
  }

  /** Waits until it is our turn to append, and reads what was appended until then. */
  async #takeTurn(): Promise<void> {
    if (!(await this.#connection.ask((client) => this.#writing.take(client)))) return
    setTimeout(() => this.#passTurn(), unusedTurnMs).unref()
    await this.#catchUp()
  }

  /** Passes the turn on unless calls that came meanwhile are appended at once. */
  async #passUnusedTurn(): Promise<void> {
    const appends = this.#appends
    await setImmediate()
    await setImmediate()
    if (appends === this.#appends) this.#passTurn()
  }

  #passTurn(): void {
    if (!this.#writing.isHeld) return
    const passing = this.#inTurn(() =>
      this.#connection.askOnce((client) => this.#writing.pass(client)),
    )
    // A connection that is lost has lost its lock, and one that is given up is about to.
    passing.catch(() => undefined)
  }

  #take({ position, token, entry, bytes }: LogEntry): void {
    this.#place = { position: position + 1, token }
    this.#writing.heard()
    this.#snapshots.grew(bytes)
    this.#context?.follow(entry)
  }

  #hear(channel: string, payload: string): void {
    if (channel === this.#tables.channel) {
      this.#lookSoon()
      return
    }
    const space = payload.indexOf(' ')
    if (payload.slice(0, space) !== this.#name) this.#context?.told(payload.slice(space + 1))
  }

  /** Looks for what is new; one look that waits is enough. */
  #lookSoon(): void {
    if (this.#isLooking || this.#context === undefined || this.#failure !== undefined) return
    this.#isLooking = true
    this.#inTurn(async () => {
      this.#isLooking = false
      await this.#catchUp()
    }).catch((error: unknown) => {
      if (!(error instanceof QueueClosedError)) this.#fail(error)
    })
  }

  /** The log is not what was read: the next call of the queue is told, and soon. */
  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error))
    this.#context?.fail(this.#failure)
  }

  #check(): void {
    if (this.#failure !== undefined) throw this.#failure
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => undefined)
    return result
  }
}

/** A server that confirms what is not on its disk keeps no promise; one that takes nothing is not the one to talk to. */
const checkServer = async (client: Client, onWarning: (message: string) => void): Promise<void> => {
  const { rows } = await client.query<{ fsync: string; read_only: string }>(
    `SELECT current_setting('fsync') AS fsync, current_setting('transaction_read_only') AS read_only`,
  )
  if (rows[0]?.read_only === 'on') throw new Error('The database is read-only')
  if (rows[0]?.fsync === 'off') {
    onWarning('The database has fsync = off: jobs do not survive a crash of its machine')
  }
}

const warn = (message: string): void => process.emitWarning(message, 'JobQueueWarning')
