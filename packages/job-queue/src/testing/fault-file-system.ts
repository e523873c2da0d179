import { dirname } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { QueueLockedError } from '../errors.ts'
import type { QueueFile, QueueFileSystem } from '../file/file-system.ts'
import { FaultInode } from './fault-inode.ts'

type Names = Map<string, FaultInode>

/** A file got a name or, without a file, a name was removed. */
interface NameChange {
  readonly directory: string
  readonly path: string
  readonly inode: FaultInode | undefined
  /** The former name of the file. */
  readonly from?: string
}

const applyTo = (names: Names, { path, inode, from }: NameChange): void => {
  if (from !== undefined) names.delete(from)
  if (inode === undefined) names.delete(path)
  else names.set(path, inode)
}

const fault = (code: string): Error => Object.assign(new Error(`${code}: made by a test`), { code })

/**
 * A disk in memory that fails when told, and that can lose its power: unsynced writes are then lost, torn or out of
 * order. A killed process, by contrast, loses no write.
 */
export class FaultFileSystem implements QueueFileSystem {
  #names: Names
  /** Names that survive a power cut. */
  #durableNames: Names
  #changes: NameChange[] = []
  readonly #locks = new Set<string>()
  #isDead = false
  #failSyncsAfter = Number.POSITIVE_INFINITY
  #largestWrite = Number.POSITIVE_INFINITY
  #capacity = Number.POSITIVE_INFINITY
  #weakness: string | undefined
  #turns = (): number => 0

  constructor(files: ReadonlyMap<string, FaultInode> = new Map()) {
    this.#names = new Map(files)
    this.#durableNames = new Map(files)
  }

  /** Fails the nth sync from now, and all after it, with EIO. */
  failSync(nth: number): void {
    this.#failSyncsAfter = nth
  }

  /** Limits every write to this many bytes. */
  limitWrites(bytes: number): void {
    this.#largestWrite = bytes
  }

  /** Limits the bytes of all files: at the limit writes are short, then fail with ENOSPC. */
  limitCapacity(bytes: number): void {
    this.#capacity = bytes
  }

  /** Sets the turns of the event loop that each write and sync takes. */
  slowDown(turns: () => number): void {
    this.#turns = turns
  }

  /** Sets the kind of file system that the disk pretends to be. */
  weaken(kind: string): void {
    this.#weakness = kind
  }

  get usedBytes(): number {
    return [...this.#names.values()].reduce((sum, inode) => sum + inode.size, 0)
  }

  /** The disk for the next process after this one was killed. */
  kill(): FaultFileSystem {
    this.#isDead = true
    const inodes = new Map<FaultInode, FaultInode>()
    const cloneOf = (inode: FaultInode): FaultInode => {
      const clone = inodes.get(inode) ?? inode.clone()
      inodes.set(inode, clone)
      return clone
    }
    const next = new FaultFileSystem()
    next.#names = copies(this.#names, cloneOf)
    next.#durableNames = copies(this.#durableNames, cloneOf)
    next.#changes = this.#changes.map((change) => ({
      ...change,
      inode: change.inode && cloneOf(change.inode),
    }))
    return next
  }

  /** The disk after a power cut; `random` decides which unsynced data is there. */
  cutPower(random: () => number): FaultFileSystem {
    this.#isDead = true
    const names = new Map(this.#durableNames)
    for (const change of this.#changes) if (random() < 0.5) applyTo(names, change)
    return new FaultFileSystem(copies(names, (inode) => inode.afterPowerCut(random)))
  }

  paths(): readonly string[] {
    return [...this.#names.keys()].sort()
  }

  /** Replaces a file's bytes, as a failing disk would. */
  replace(path: string, bytes: Uint8Array): void {
    const inode = new FaultInode(bytes)
    this.#names.set(path, inode)
    this.#durableNames.set(path, inode)
  }

  async makeDirectory(): Promise<void> {
    this.#check()
  }

  async list(directory: string): Promise<readonly string[]> {
    this.#check()
    const prefix = `${directory}/`
    return this.paths().flatMap((path) =>
      path.startsWith(prefix) ? [path.slice(prefix.length)] : [],
    )
  }

  async read(path: string): Promise<Uint8Array> {
    return this.#find(path).bytes
  }

  async create(path: string): Promise<QueueFile> {
    this.#check()
    const inode = new FaultInode()
    this.#change({ path, inode })
    return this.#toFile(inode)
  }

  async open(path: string): Promise<QueueFile> {
    return this.#toFile(this.#find(path))
  }

  async rename(from: string, to: string): Promise<void> {
    const inode = this.#find(from)
    this.#change({ path: to, inode, from })
  }

  async remove(path: string): Promise<void> {
    this.#check()
    this.#change({ path, inode: undefined })
  }

  async syncDirectory(directory: string): Promise<void> {
    this.#countSync()
    const isHere = (change: NameChange): boolean => change.directory === directory
    for (const change of this.#changes.filter(isHere)) applyTo(this.#durableNames, change)
    this.#changes = this.#changes.filter((change) => !isHere(change))
  }

  async lock(directory: string): Promise<() => Promise<void>> {
    this.#check()
    if (this.#locks.has(directory)) throw new QueueLockedError(directory)
    this.#locks.add(directory)
    return async () => {
      this.#locks.delete(directory)
    }
  }

  async weakness(): Promise<string | undefined> {
    this.#check()
    return this.#weakness
  }

  #change(change: Omit<NameChange, 'directory'>): void {
    const whole = { ...change, directory: dirname(change.path) }
    applyTo(this.#names, whole)
    this.#changes.push(whole)
  }

  #toFile(inode: FaultInode): QueueFile {
    return {
      write: async (bytes, position) => {
        await this.#wait()
        return this.#write(inode, { bytes, position })
      },
      datasync: async () => {
        await this.#wait()
        this.#countSync()
        inode.sync()
      },
      truncate: async (length) => {
        this.#check()
        inode.truncate(length)
      },
      close: async () => undefined,
    }
  }

  #write(inode: FaultInode, { bytes, position }: { bytes: Uint8Array; position: number }): number {
    this.#check()
    const overwritten = Math.max(0, Math.min(bytes.length, inode.size - position))
    const room = this.#capacity - this.usedBytes + overwritten
    const count = Math.min(bytes.length, this.#largestWrite, Math.max(0, room))
    if (count === 0 && bytes.length > 0) throw fault('ENOSPC')
    inode.write(position, bytes.subarray(0, count))
    return count
  }

  async #wait(): Promise<void> {
    for (let turns = this.#turns(); turns > 0; turns--) await setImmediate()
  }

  #countSync(): void {
    this.#check()
    this.#failSyncsAfter--
    if (this.#failSyncsAfter <= 0) throw fault('EIO')
  }

  #find(path: string): FaultInode {
    this.#check()
    const inode = this.#names.get(path)
    if (inode === undefined) throw fault('ENOENT')
    return inode
  }

  /** Fails every call of a process that is gone. */
  #check(): void {
    if (this.#isDead) throw fault('EIO')
  }
}

const copies = (
  names: ReadonlyMap<string, FaultInode>,
  copy: (inode: FaultInode) => FaultInode,
): Names => new Map([...names].map(([path, inode]) => [path, copy(inode)]))
