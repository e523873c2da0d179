/** An open file. Writes are not durable before `datasync`. */
export interface QueueFile {
  /** Returns the number of bytes written, which may be fewer than given. */
  write(bytes: Uint8Array, position: number): Promise<number>
  datasync(): Promise<void>
  truncate(length: number): Promise<void>
  close(): Promise<void>
}

/** The file system as the file store needs it, so that tests can bring a bad one. */
export interface QueueFileSystem {
  /** Creates the directory and its parents, for the owner only. */
  makeDirectory(path: string): Promise<void>
  list(directory: string): Promise<readonly string[]>
  read(path: string): Promise<Uint8Array>
  /** Creates an empty file, for the owner only. */
  create(path: string): Promise<QueueFile>
  open(path: string): Promise<QueueFile>
  /** Renames a file, and replaces one of that name. */
  rename(from: string, to: string): Promise<void>
  /** Removes a file, without an error when there is none. */
  remove(path: string): Promise<void>
  /** Makes created, renamed and removed names durable. */
  syncDirectory(directory: string): Promise<void>
  /** Takes the lock: one holder at a time, freed by the system when the process dies. Throws `QueueLockedError`. */
  lock(directory: string): Promise<() => Promise<void>>
  /** The reason why files there may not last; undefined when none is known. */
  weakness(directory: string): Promise<string | undefined>
}
