import { errorCode } from '@darkroom/foundation'

/** Why a connection did not come about, or broke. */
export type ConnectionReason =
  /** Nothing listens at the port. */
  | 'refused'
  | 'unknown-host'
  /** No way leads to the host, or it does not answer. */
  | 'unreachable'
  /** The certificate is self-signed, or of an issuer that is not known here. */
  | 'untrusted-certificate'
  /** The certificate is over, or not valid yet. */
  | 'expired-certificate'
  /** The certificate is of another host. */
  | 'wrong-certificate'
  /** We speak `https`, and the port does not. */
  | 'plain-expected'
  /** We speak `http`, and the port speaks `https`. */
  | 'tls-expected'
  /** What answers does not speak HTTP. */
  | 'not-http'
  /** It ended before the answer was complete. */
  | 'broken'

const reasons: ReadonlyMap<ConnectionReason, readonly string[]> = new Map([
  ['refused', ['ECONNREFUSED']],
  ['unknown-host', ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME']],
  [
    'unreachable',
    [
      'EHOSTUNREACH',
      'EHOSTDOWN',
      'ENETUNREACH',
      'ENETDOWN',
      'EADDRNOTAVAIL',
      'ETIMEDOUT',
      'UND_ERR_CONNECT_TIMEOUT',
    ],
  ],
  [
    'untrusted-certificate',
    [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'CERT_UNTRUSTED',
      'CERT_REJECTED',
      'INVALID_CA',
      'INVALID_PURPOSE',
    ],
  ],
  ['expired-certificate', ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']],
  ['wrong-certificate', ['ERR_TLS_CERT_ALTNAME_INVALID', 'HOSTNAME_MISMATCH']],
  ['plain-expected', ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'EPROTO']],
])

/** The reason behind the error of a socket, of TLS or of undici. */
export function reasonOf(error: unknown): ConnectionReason {
  const code = errorCode(error)
  for (const [reason, codes] of reasons) if (codes.includes(code)) return reason
  if (!(error instanceof Error && error.name === 'HTTPParserError')) return 'broken'
  return isTlsAlert(error) ? 'tls-expected' : 'not-http'
}

/** The fact as a sentence for a person. */
export function describeReason(
  reason: ConnectionReason,
  { href }: { readonly href: string },
): string {
  const { hostname, port, protocol } = new URL(href)
  switch (reason) {
    case 'refused':
      return `ComfyUI at ${href} does not answer. Is it running?`
    case 'unknown-host':
      return `ComfyUI at ${href} does not answer: there is no host named ${hostname}`
    case 'unreachable':
      return `ComfyUI at ${href} does not answer: its host cannot be reached`
    case 'untrusted-certificate':
      return `ComfyUI at ${href} has a certificate that is not trusted here: it is self-signed, or of an unknown issuer`
    case 'expired-certificate':
      return `ComfyUI at ${href} has a certificate that is not valid today`
    case 'wrong-certificate':
      return `ComfyUI at ${href} has a certificate of another host than ${hostname}`
    case 'plain-expected':
      return `What listens at ${href} does not speak https`
    case 'tls-expected':
      return `What listens at ${href} speaks https, not http`
    case 'not-http':
      return `What listens at ${href} is not ComfyUI: port ${port || (protocol === 'https:' ? 443 : 80)} does not speak http`
    case 'broken':
      return `The connection to ComfyUI at ${href} broke`
  }
}

/** A server that expects TLS answers plain words with an alert: record type 21, version 3. */
const isTlsAlert = (error: unknown): boolean =>
  error instanceof Error &&
  'data' in error &&
  typeof error.data === 'string' &&
  error.data.startsWith('\u0015\u0003')
