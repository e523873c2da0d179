import { WebSocket } from 'ws'

/** A socket whose errors may be heard by nobody: programs let go of one that is still connecting, and an error without a listener ends this process. */
export class QuietSocket extends WebSocket {
  constructor(...args: ConstructorParameters<typeof WebSocket>) {
    super(...args)
    this.on('error', () => undefined)
  }
}
