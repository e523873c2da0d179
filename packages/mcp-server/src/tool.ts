import type { Caller } from '@darkroom/door-ports'
import type { ContentBlock, McpServer, ToolAnnotations } from '@modelcontextprotocol/server'
import type { z } from 'zod'
import type { McpHouse, McpServerOptions } from './mcp-house.ts'

/** How far it is, 0…1, and what is done. */
export type Report = (progress: number, message: string) => void

/** Who calls a tool, and what it may use. */
export interface Call {
  readonly house: McpHouse
  readonly options: McpServerOptions
  readonly caller: Caller
  /** Aborts when nobody waits for the answer any more, or the server stops. What was begun goes on. */
  readonly signal: AbortSignal
  /** Does nothing where the client did not ask for progress. */
  readonly report: Report
}

export interface Answer<T> {
  /** For programs, by the output schema; as JSON text for clients that show text alone. */
  readonly structured: T
  /** Follows the text. */
  readonly content?: readonly ContentBlock[]
  readonly isError?: boolean
}

/** A tool with what a language model reads of it. */
export interface ToolDefinition<I extends z.ZodObject, O extends z.ZodObject> {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly annotations: ToolAnnotations
  readonly input: I
  readonly output: O
  /** @throws DoorError for what the model is told in a sentence */
  run(args: z.output<I>, call: Call): Promise<Answer<z.output<O>>>
}

/** Where the tools of one request are put. */
export interface Place extends Pick<Call, 'house' | 'options' | 'caller'> {
  readonly server: McpServer
}

export interface Tool {
  readonly name: string
  addTo(place: Place): void
}

/** It changes nothing, and asks nobody outside. */
export const reads: ToolAnnotations = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: false,
}

/** It makes something new and touches nothing that there is. */
export const makes: ToolAnnotations = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: false,
  openWorldHint: false,
}

/** The same, and an address among its pictures may be fetched. */
export const makesFromPictures: ToolAnnotations = { ...makes, openWorldHint: true }
