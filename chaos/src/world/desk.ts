import { Network } from './network.ts'

/** The way of some clients to the ComfyUI that the product is: as far as it can tell they share an address. */
export interface Desk extends AsyncDisposable {
  readonly url: string
  readonly network: Network
}

/** Of two machines. Only Linux gives loopback a whole range: elsewhere all sit at one. */
export const deskAddresses: readonly string[] =
  process.platform === 'linux' ? ['127.0.0.1', '127.0.0.2'] : ['127.0.0.1']

export async function openDesk({
  port,
  address,
}: {
  readonly port: number
  readonly address: string
}): Promise<Desk> {
  const network = await Network.open({ port, from: address }, () => undefined)
  return {
    url: `http://127.0.0.1:${network.port}`,
    network,
    [Symbol.asyncDispose]: () => network[Symbol.asyncDispose](),
  }
}
