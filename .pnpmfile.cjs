// The packages that hold Node name their system as a string, which is not looked at, and say nothing of glibc. Without
// this every machine gets the Node of every system, and musl systems (Alpine) one that does not start there.
const nodeBinary = /^node-(?:darwin|linux|win)-/

module.exports = {
  hooks: {
    readPackage(manifest) {
      if (!nodeBinary.test(manifest.name)) return manifest
      const libc = [manifest.os].flat().includes('linux') ? { libc: ['glibc'] } : {}
      return { ...manifest, os: [manifest.os].flat(), cpu: [manifest.cpu].flat(), ...libc }
    },
  },
}
