// A scene program that calls a port and then writes for ever.
import { request } from 'node:http'

request({ port: process.argv[2], host: '127.0.0.1' })
  .on('error', () => process.exit())
  .end()
