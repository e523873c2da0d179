/** An open file. Writes are not durable before `datasync`. */
export interface QueueFile {
  /** Returns how many bytes were written, which may be fewer than given. */
  write(bytes: Uint8Array, position: number): Promise<number>
  datasync(): Promise<void>
  truncate(length: number): Promise<void>
  close(): Promise<void>
}

/** All that the file store needs of a file system, so that tests can bring a bad one. */
export interface QueueFileSystem {
  /** With its parents, for the owner only. */
  makeDirectory(path: string): Promise<void>
  list(directory: string): Promise<readonly string[]>
  read(path: string): Promise<Uint8Array>
  /** Empty, for the owner only. */
  create(path: string): Promise<QueueFile>
  open(path: string): Promise<QueueFile>
  /** Replaces what is there. */
  rename(from: string, to: string): Promise<void>
  /** No error when it is not there. */
  remove(path: string): Promise<void>
  /** Makes names durable: created, renamed and removed files. */
  syncDirectory(directory: string): Promise<void>
  /** One holder at a time, freed by the system when the process dies. Throws `QueueLockedError`. */
  lock(directory: string): Promise<() => Promise<void>>
  /** Why what is written there may not last; undefined when nothing is known against it. */
  weakness(directory: string): Promise<string | undefined>
}
