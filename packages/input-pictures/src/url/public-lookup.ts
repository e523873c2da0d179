import { lookup } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { UrlFailedError, UrlRefusedError } from '../errors.ts'
import { isPublicAddress } from './is-public-address.ts'

export interface Address {
  readonly address: string
  readonly family: number
}

/** Finds the addresses of a name. */
export type Resolve = (name: string) => Promise<readonly Address[]>

/** As every program of this machine finds them. */
export const systemResolve: Resolve = (name) => lookup(name, { all: true })

/** The addresses of a name. Rejects when one of them is not public: who mixes them means no good. */
async function publicAddresses(name: string, resolve: Resolve): Promise<readonly Address[]> {
  const addresses = await resolve(name).catch((error: unknown) => {
    throw new UrlFailedError('unknown-host', `${name} is not known`, { cause: error })
  })
  const hidden = addresses.find(({ address }) => !isPublicAddress(address))
  if (hidden !== undefined) {
    throw new UrlRefusedError(
      'private-address',
      `${name} has the address ${hidden.address}, which is not a public one`,
    )
  }
  if (addresses.length === 0) throw new UrlFailedError('unknown-host', `${name} has no address`)
  return addresses
}

/**
 * The look-up of a connection: whoever connects by it gets these very addresses, so that a name which leads elsewhere a moment
 * later changes nothing. `route` says where an address is reached; tests have a server of their own.
 */
export function publicLookup(
  resolve: Resolve,
  route: (address: Address) => Address = (address) => address,
): LookupFunction {
  return (name, { all }, callback) => {
    publicAddresses(name, resolve).then(
      (addresses) => {
        const routed = addresses.map(route)
        const [first = { address: '', family: 4 }] = routed
        if (all === true) callback(null, [...routed])
        else callback(null, first.address, first.family)
      },
      (error: Error) => callback(error, all === true ? [] : ''),
    )
  }
}
