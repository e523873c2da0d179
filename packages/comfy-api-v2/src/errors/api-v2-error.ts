import { DoorError, type DoorErrorOptions } from '@darkroom/door-ports'
import type { JsonObject } from '@darkroom/foundation'

export interface ApiV2ErrorOptions extends DoorErrorOptions {
  /** Sent as they are, beside what the parts tell. */
  readonly details?: JsonObject
}

/** A refusal that only this dialect knows, with its own code and details. */
export class ApiV2Error extends DoorError {
  readonly details: JsonObject

  constructor(
    status: number,
    code: string,
    message: string,
    { details = {}, ...options }: ApiV2ErrorOptions = {},
  ) {
    super(status, code, message, options)
    this.details = details
  }
}

export const invalidRequest = (message: string, options: ApiV2ErrorOptions = {}): ApiV2Error =>
  new ApiV2Error(422, 'invalid_request', message, options)

export const invalidWorkflow = (message: string, options: ApiV2ErrorOptions = {}): ApiV2Error =>
  new ApiV2Error(422, 'invalid_workflow', message, options)

/** `what` is read after "There is no". */
export const missing = (what: string): ApiV2Error =>
  new ApiV2Error(404, 'not_found', `There is no ${what}.`)
