/** By which a person can ask what became of a request. */
export const requestId = (): string => `req_${crypto.randomUUID().replaceAll('-', '')}`
