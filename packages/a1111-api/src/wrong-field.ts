import { DoorError } from '@darkroom/door-ports'

/** A field of A1111's that is wrong; the message is read after its name. */
export const wrongField = (
  path: string,
  message: string,
  { cause }: { readonly cause?: unknown } = {},
): DoorError =>
  new DoorError(422, 'invalid_input', `${path} ${message}.`, { parts: [{ path, message }], cause })
