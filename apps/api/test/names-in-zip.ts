/** Records of the central directory, without their mark. */
const records = (zip: Buffer): Buffer[] =>
  zip
    .toString('latin1')
    .split('PK\u0001\u0002')
    .slice(1)
    .map((record) => Buffer.from(record, 'latin1'))

/** File names of the central directory: the length of a name is at 28, the name at 46. */
export const namesInZip = (zip: Buffer): string[] =>
  records(zip).map((record) => record.subarray(42, 42 + record.readUInt16LE(24)).toString())

/** Years of the files: the upper seven bits of the date at 14, from 1980. */
export const yearsInZip = (zip: Buffer): number[] =>
  records(zip).map((record) => 1980 + (record.readUInt16LE(10) >> 9))
