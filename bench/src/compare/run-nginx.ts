import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { needDebian } from './run-command.ts'
import { type Peer, runPeer } from './run-peer.ts'

const config = (folder: string, port: number): string => `
daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log; user root;
events { worker_connections 256; }
http { access_log off; sendfile on; open_file_cache max=1000; client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server { listen 127.0.0.1:${port}; root ${folder}/files; } }
`

/** Serves one file by nginx, as `/file`. */
export async function runNginx(folder: string, file: Uint8Array): Promise<Peer> {
  await needDebian('nginx', 'nginx-light')
  await mkdir(join(folder, 'files'), { recursive: true })
  await writeFile(join(folder, 'files', 'file'), file)
  return await runPeer({
    command: 'sh',
    args: (port) => [
      '-c',
      'printf %s "$1" > "$0/nginx.conf" && exec nginx -c "$0/nginx.conf" -p "$0"',
      folder,
      config(folder, port),
    ],
    isReady: (port) => fetch(`http://127.0.0.1:${port}/file`),
  })
}
