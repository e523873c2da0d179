/** File names of the central directory: the length of a name is at 28, the name at 46. */
export const namesInZip = (zip: Buffer): string[] =>
  zip
    .toString('latin1')
    .split('PK\u0001\u0002')
    .slice(1)
    .map((record) => record.slice(42, 42 + record.charCodeAt(24)))
