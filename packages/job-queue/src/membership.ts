import { randomUUID } from 'node:crypto'
import type { Clock, Json } from '@darkroom/foundation'
import type { Batch } from './batch.ts'
import type { Entry } from './change.ts'
import { Claims } from './claims.ts'
import type { Call, Command } from './command.ts'
import { MemberWatch } from './member-watch.ts'
import { joinCommand, leaveCommand, loseMemberCommand, seenCommand } from './presence-commands.ts'
import type { QueueState } from './queue-state.ts'

export interface MemberSettings {
  readonly name: string
  readonly leaseMs: number
  readonly facts?: Json | undefined
}

/** The part of its lease after which a member that had nothing else to write says that it is there. */
const seenAfter = 0.25

/** The part of its lease in which it hears at least of itself, unless the store is away. */
const deafAfter = 0.5

export interface MembershipOptions {
  readonly state: QueueState
  readonly clock: Clock
  readonly settings: MemberSettings
  readonly wake: () => void
  /** This process can no longer be sure of what it holds: it is not to work on it. */
  readonly onLapse: () => void
  /** It can again, as another member, or as the same: then what it had leased is not lost to others yet. */
  readonly onReturn: () => void
  /** A claim became ours that nobody here waits for any more. */
  readonly onUnwanted: (claim: string) => void
}

/**
 * This process among those that work on the queue. Everything that it writes says that it is there. It holds what it has
 * leased and claimed for as long as it was sure, by its own clock, that the others have heard of it in time: its lease
 * counts from before a word was written, theirs from when they read it, so it always gives up first.
 */
export class Membership {
  readonly #options: MembershipOptions
  readonly #watch: MemberWatch
  readonly claims: Claims
  #id: string = randomUUID()
  /** When the newest word of ours that is durable was begun. */
  #heardAt = Number.NEGATIVE_INFINITY
  #isThere = false
  #isLeaving = false
  #disarm: () => void = () => undefined

  constructor(options: MembershipOptions) {
    this.#options = options
    const { clock, settings, state, wake, onUnwanted } = options
    this.#watch = new MemberWatch(clock, { longestSilenceMs: settings.leaseMs * deafAfter })
    this.claims = new Claims(state.presence, { wake, onUnwanted })
  }

  /** The id to lease for; undefined while this process may hold nothing. */
  get id(): string | undefined {
    return this.#isThere && this.#left() > 0 ? this.#id : undefined
  }

  /** The id to write under. */
  get writer(): string {
    return this.#id
  }

  join(submit: (command: Command<void>) => Promise<void>): Promise<void> {
    // Who comes waits longer for a store that has just been opened than people wait for an answer.
    return submit({ ...this.#joining(), patience: 3 })
  }

  leave(submit: (command: Command<void>) => Promise<void>): Promise<void> {
    this.#isLeaving = true
    return submit(leaveCommand(this.#id))
  }

  /** An entry was applied; one of ours was begun at `begunAt`. */
  saw({ by, presence = [] }: Entry, begunAt?: number): void {
    const { state } = this.#options
    this.#watch.answered()
    if (by !== undefined) this.#watch.heard(by)
    for (const change of presence) if (change.type === 'joined') this.#watch.heard(change.id)
    if (presence.length > 0) this.#watch.keep(state.presence.members)
    const isMember = state.presence.members.has(this.#id)
    if (begunAt !== undefined && isMember) {
      this.#heardAt = begunAt
      this.#arm()
    }
    if (isMember && !this.#isThere && this.#left() > 0) this.#return()
    if (!isMember && this.#isThere) this.#lapse()
    this.claims.update(this.id)
  }

  /** Adds to a batch what is due: a word of ours, the loss of others, claims. */
  letTimePass(batch: Batch): void {
    if (this.#isThere && this.#left() <= 0) this.#lapse()
    if (this.#isLeaving) return
    const { members } = this.#options.state.presence
    if (!members.has(this.#id)) this.#add(batch, 'joining')
    else if (this.#untilWord() <= 0) this.#add(batch, 'saying')
    for (const member of members.values()) {
      const isOverdue = (): boolean => !this.#watch.isDeaf && this.#watch.leftOf(member) <= 0
      if (member.id !== this.#id && isOverdue()) {
        batch.add(toCall(loseMemberCommand(member.id, isOverdue)))
      }
    }
    this.claims.serve(batch, this.id)
  }

  /** Milliseconds until something is due. */
  nextDueIn(): number {
    const others = [...this.#options.state.presence.members.values()]
      .filter(({ id }) => id !== this.#id)
      .map((member) => this.#watch.leftOf(member))
    const own = this.#isThere ? [this.#untilWord(), this.#left()] : []
    return Math.max(0, Math.min(...others, ...own))
  }

  /** To be called when this process works on the queue no more. */
  close(error: Error): void {
    this.#disarm()
    this.claims.close(error)
  }

  /** Its lease ends by the clock, whatever the committer is waiting for. */
  #arm(): void {
    this.#disarm()
    this.#disarm = this.#options.clock.schedule(Math.max(0, this.#left()), () => {
      if (!this.#isThere) return
      if (this.#left() > 0) this.#arm()
      else this.#lapse()
    })
  }

  #joining(): Command<void> {
    const { name, leaseMs, facts } = this.#options.settings
    return joinCommand({ id: this.#id, name, leaseMs, ...(facts === undefined ? {} : { facts }) })
  }

  #add(batch: Batch, what: 'joining' | 'saying'): void {
    batch.add(toCall(what === 'joining' ? this.#joining() : seenCommand(this.#id)))
  }

  #left(): number {
    return this.#heardAt + this.#options.settings.leaseMs - this.#options.clock.monotonic()
  }

  #untilWord(): number {
    const { settings, clock } = this.#options
    return this.#heardAt + settings.leaseMs * seenAfter - clock.monotonic()
  }

  #return(): void {
    this.#isThere = true
    this.#options.onReturn()
  }

  /** Lets go of everything. Whoever was declared lost comes back as another, so that nothing of before counts. */
  #lapse(): void {
    this.#isThere = false
    if (!this.#options.state.presence.members.has(this.#id)) this.#id = randomUUID()
    this.claims.update(undefined)
    this.#options.onLapse()
  }
}

/** A call of our own, made anew when another process was faster. */
const toCall = (command: Command<void>): Call<void> => ({
  ...command,
  retried: true,
  resolve: () => undefined,
  reject: () => undefined,
  retract: () => undefined,
})
