import { dirname } from 'node:path'
import { QueueLockedError } from '../errors.ts'
import type { QueueFile, QueueFileSystem } from '../file/file-system.ts'
import { FaultInode } from './fault-inode.ts'

interface NameChange {
  readonly directory: string
  readonly apply: (names: Map<string, FaultInode>) => void
}

const fault = (code: string): Error => Object.assign(new Error(`${code}: made by a test`), { code })

/**
 * A disk in memory that fails when told, and that can lose its power: what was not synced is then lost, torn or out of
 * order. A killed process, by contrast, loses nothing that it wrote.
 */
export class FaultFileSystem implements QueueFileSystem {
  #names: Map<string, FaultInode>
  /** What a power cut cannot take away. */
  #durableNames: Map<string, FaultInode>
  #changes: NameChange[] = []
  readonly #locks = new Set<string>()
  #isDead = false
  #failSyncsAfter = Number.POSITIVE_INFINITY
  #largestWrite = Number.POSITIVE_INFINITY
  #capacity = Number.POSITIVE_INFINITY

  constructor(files: ReadonlyMap<string, FaultInode> = new Map()) {
    this.#names = new Map(files)
    this.#durableNames = new Map(files)
  }

  /** The nth sync from now, and all after it, fail with EIO. */
  failSync(nth: number): void {
    this.#failSyncsAfter = nth
  }

  /** Every write takes at most so many bytes. */
  limitWrites(bytes: number): void {
    this.#largestWrite = bytes
  }

  /** All files together have room for so many bytes; then writes are short, and then fail with ENOSPC. */
  limitCapacity(bytes: number): void {
    this.#capacity = bytes
  }

  get usedBytes(): number {
    return [...this.#names.values()].reduce((sum, inode) => sum + inode.size, 0)
  }

  /** The disk as the next process finds it after this one was killed. */
  kill(): FaultFileSystem {
    this.#isDead = true
    return new FaultFileSystem(copies(this.#names, (inode) => new FaultInode(inode.bytes)))
  }

  /** The disk as it is found after a power cut; `random` decides what of the unsynced is there. */
  cutPower(random: () => number): FaultFileSystem {
    this.#isDead = true
    const names = new Map(this.#durableNames)
    for (const change of this.#changes) if (random() < 0.5) change.apply(names)
    return new FaultFileSystem(copies(names, (inode) => inode.afterPowerCut(random)))
  }

  paths(): readonly string[] {
    return [...this.#names.keys()].sort()
  }

  /** Puts other bytes in place of a file's, as a failing disk would. */
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
    this.#rename(path, (names) => names.set(path, inode))
    return this.#toFile(inode)
  }

  async open(path: string): Promise<QueueFile> {
    return this.#toFile(this.#find(path))
  }

  async rename(from: string, to: string): Promise<void> {
    const inode = this.#find(from)
    this.#rename(to, (names) => {
      names.delete(from)
      names.set(to, inode)
    })
  }

  async remove(path: string): Promise<void> {
    this.#check()
    this.#rename(path, (names) => names.delete(path))
  }

  async syncDirectory(directory: string): Promise<void> {
    this.#countSync()
    const isHere = (change: NameChange): boolean => change.directory === directory
    for (const change of this.#changes.filter(isHere)) change.apply(this.#durableNames)
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

  async weakness(): Promise<undefined> {
    this.#check()
  }

  #rename(path: string, apply: (names: Map<string, FaultInode>) => void): void {
    apply(this.#names)
    this.#changes.push({ directory: dirname(path), apply })
  }

  #toFile(inode: FaultInode): QueueFile {
    return {
      write: async (bytes, position) => this.#write(inode, { bytes, position }),
      datasync: async () => {
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

  /** Nothing more comes of a process that is gone. */
  #check(): void {
    if (this.#isDead) throw fault('EIO')
  }
}

const copies = (
  names: ReadonlyMap<string, FaultInode>,
  copy: (inode: FaultInode) => FaultInode,
): Map<string, FaultInode> => {
  const inodes = new Map([...new Set(names.values())].map((inode) => [inode, copy(inode)]))
  return new Map([...names].map(([path, inode]) => [path, inodes.get(inode) ?? new FaultInode()]))
}
