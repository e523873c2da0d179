/** The chunks to read before a file is rejected as built to waste our time. */
export const chunkLimit = 4096
/** The longest single text, as stored. */
export const textByteLimit: number = 32 * 1024 * 1024
/** The longest texts of a file after inflating, all together. */
export const inflatedByteLimit: number = 64 * 1024 * 1024
/** The bytes that are read of a file in all, as often as it may send a reader back to the same ones. */
export const readByteLimit: number = 256 * 1024 * 1024
