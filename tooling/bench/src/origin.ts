/** The servers behind every proxy: one nginx with a 64-byte answer and a file of 1 MiB. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nginxFrame, nginxPaths } from './contenders.ts'
import { findProgram, freePort } from './machine.ts'
import { pinned, type Running, start } from './running.ts'

export interface Origin extends Running {
  readonly port: number
}

export async function startOrigin(directory: string, cores: string | null): Promise<Origin> {
  const program = findProgram('nginx')
  if (program === null) throw new Error('the servers behind the proxies need nginx')
  mkdirSync(join(directory, 'files'), { recursive: true })
  writeFileSync(join(directory, 'files/1m'), Buffer.alloc(1 << 20, 'x'))
  const port = await freePort()
  const path = join(directory, 'origin.conf')
  writeFileSync(
    path,
    nginxFrame(
      directory,
      `http {
${nginxPaths(directory)}  access_log off;
  sendfile on;
  keepalive_requests 1000000000;
  server {
    listen 127.0.0.1:${port} backlog=4096;
    root ${directory}/files;
    location = /64 { return 200 "${'x'.repeat(64)}"; }
  }
}
`,
    ),
  )
  const running = await start(pinned({ program, arguments: ['-p', directory, '-c', path] }, cores), port)
  return { ...running, port }
}
