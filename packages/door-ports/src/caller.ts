/** Who asks, as far as the one who mounts a door knows. */
export interface Caller {
  /** By this clients take turns and have their share of the queue: the address, with what a door knows of its people. */
  readonly client: string
  /** Scheme, host and port by which the caller reaches us, such as `http://localhost:8000`, for addresses in answers. */
  readonly origin: string
  /** Aborts when the caller has gone. */
  readonly signal: AbortSignal
}

/** A person among those who call from one address, such as OpenAI's `user`; a name of any length. */
export const callerNamed = (caller: Caller, person: string | undefined): Caller =>
  person === undefined || person === ''
    ? caller
    : { ...caller, client: `${caller.client} ${person.slice(0, 64)}` }
