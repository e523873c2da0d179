/**
 * Origin of the page in a Referer, which browsers send cut down to it where they send no `Origin`: for a picture of
 * another host. No page can send a foreign one.
 */
export const refererOrigin = (referer: string | undefined): string | undefined =>
  referer === undefined ? undefined : /^https?:\/\/[^/?#@\s]+(?=[/?#]|$)/.exec(referer)?.[0]
