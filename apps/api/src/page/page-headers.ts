/** The page needs nothing but itself: no script or style in its text, no other host, no frame around it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const notUsed = ['camera', 'display-capture', 'geolocation', 'microphone', 'midi', 'payment', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ')

/** Of every file: a worker has the policy of its own answer. */
export const fileHeaders = { 'content-security-policy': policy }

/** Of the page itself. */
export const pageHeaders = {
  ...fileHeaders,
  'content-type': 'text/html; charset=utf-8',
  // A new build is seen with the next visit; the ETag spares the bytes.
  'cache-control': 'no-cache',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': notUsed,
}
