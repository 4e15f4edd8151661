/** The proxies that are compared, each with its equivalent configuration. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findProgram } from './machine.ts'
import type { Command } from './running.ts'

/** `tls` is layer 7 with a listener that speaks TLS. */
export type Layer = 'l4' | 'l7' | 'tls'

export interface Site {
  readonly port: number
  readonly serverPort: number
  /** A fresh directory of the contender's own. */
  readonly directory: string
}

export interface Contender {
  readonly name: string
  /** Why it cannot take part on this machine at `layer`, or null. */
  absence(layer: Layer): string | null
  /** Writes the configuration and returns what to run. */
  prepare(layer: Layer, site: Site): Command
}

const noLayer4 = 'no layer 4'

const noTls = 'speaks no TLS here'

/** A certificate with its key, of EC (P-256). */
const certificate = fileURLToPath(new URL('../../oracle/fixtures/oracle.test.pem', import.meta.url))

const root = fileURLToPath(new URL('../../..', import.meta.url))
const isRoot = process.getuid?.() === 0

function write(site: Site, name: string, text: string): string {
  mkdirSync(site.directory, { recursive: true })
  const path = join(site.directory, name)
  writeFileSync(path, text)
  return path
}

const missing = (program: string, packageName = program): string | null =>
  findProgram(program) === null ? `needs ${packageName}` : null

/** One text for HAProxy and for Weir. */
function haproxyConfiguration(layer: Layer, { port, serverPort }: Site): string {
  return `global
  nbthread 1
  maxconn 4096
defaults
  mode ${layer === 'l4' ? 'tcp' : 'http'}
  timeout connect 5s
  timeout client 30s
  timeout server 30s
frontend bench
  bind 127.0.0.1:${port}${layer === 'tls' ? ` ssl crt ${certificate}` : ''}
  default_backend servers
backend servers
${layer === 'l4' ? '' : '  http-reuse always\n'}  server s1 127.0.0.1:${serverPort}
`
}

const haproxy: Contender = {
  name: 'HAProxy',
  absence: () => missing('haproxy'),
  prepare(layer, site) {
    const path = write(site, 'haproxy.cfg', haproxyConfiguration(layer, site))
    return { program: findProgram('haproxy')!, arguments: ['-db', '-f', path] }
  },
}

const weir: Contender = {
  name: 'Weir',
  absence: () => (existsSync(join(root, 'apps/weir/dist/boot.mjs')) ? null : 'needs `pnpm build`'),
  prepare(layer, site) {
    const path = write(site, 'weir.cfg', haproxyConfiguration(layer, site))
    return { program: join(root, 'apps/weir/bin/weir'), arguments: ['-db', '-f', path] }
  },
}

const streamModule = [
  '/usr/lib/nginx/modules/ngx_stream_module.so',
  '/usr/share/nginx/modules/ngx_stream_module.so',
].find(existsSync)

/** What every nginx of the bench has in common. */
export function nginxFrame(directory: string, body: string): string {
  return `${isRoot ? 'user root;\n' : ''}daemon off;
worker_processes 1;
pid ${directory}/nginx.pid;
error_log stderr crit;
events { worker_connections 8192; }
${body}`
}

/** Paths that would otherwise lie in the system's directories. */
export const nginxPaths = (directory: string): string =>
  ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `  ${name}_temp_path ${directory}/${name};\n`)
    .join('')

const nginx: Contender = {
  name: 'nginx',
  absence: (layer) =>
    missing('nginx') ?? (layer === 'l4' && streamModule === undefined ? 'needs libnginx-mod-stream' : null),
  prepare(layer, site) {
    const { port, serverPort, directory } = site
    const text =
      layer !== 'l4'
        ? nginxFrame(
            directory,
            `http {
${nginxPaths(directory)}  access_log off;
  keepalive_requests 1000000000;
  upstream servers { server 127.0.0.1:${serverPort}; keepalive 1024; keepalive_requests 1000000000; }
  server {
    listen 127.0.0.1:${port}${layer === 'tls' ? ` ssl;\n    ssl_certificate ${certificate};\n    ssl_certificate_key ${certificate}` : ''};
    location / { proxy_pass http://servers; proxy_http_version 1.1; proxy_set_header Connection ""; }
  }
}
`,
          )
        : `load_module ${streamModule};\n${nginxFrame(directory, `stream { server { listen 127.0.0.1:${port}; proxy_pass 127.0.0.1:${serverPort}; } }\n`)}`
    const path = write(site, 'nginx.conf', text)
    return { program: findProgram('nginx')!, arguments: ['-p', directory, '-c', path] }
  },
}

const caddy: Contender = {
  name: 'Caddy',
  absence: (layer) => missing('caddy') ?? (layer === 'l4' ? noLayer4 : null),
  prepare(layer, site) {
    const tls = layer === 'tls'
    const path = write(
      site,
      'Caddyfile',
      `{
  admin off
  auto_https off${tls ? '\n  default_sni oracle.test' : ''}
}
${tls ? `https://:${site.port} {\n  tls ${certificate} ${certificate}` : `http://127.0.0.1:${site.port} {`}
  reverse_proxy 127.0.0.1:${site.serverPort} {
    transport http {
      keepalive_idle_conns_per_host 1024
    }
  }
}
`,
    )
    return {
      program: findProgram('caddy')!,
      arguments: ['run', '--config', path, '--adapter', 'caddyfile'],
      environment: {
        HOME: site.directory,
        XDG_DATA_HOME: site.directory,
        XDG_CONFIG_HOME: site.directory,
        GOMAXPROCS: '1',
      },
    }
  },
}

const nodeProxy = (name: string, script: string): Contender => ({
  name,
  absence: (layer) => (layer === 'l4' ? noLayer4 : layer === 'tls' ? noTls : null),
  prepare: (_layer, { port, serverPort }) => ({
    program: process.execPath,
    arguments: [fileURLToPath(new URL(`../proxies/${script}`, import.meta.url)), String(port), String(serverPort)],
    environment: { NODE_ENV: 'production', NODE_NO_WARNINGS: '1' },
  }),
})

/** The reference comes first. */
export const contenders: readonly Contender[] = [
  haproxy,
  weir,
  nginx,
  caddy,
  nodeProxy('undici', 'undici.mjs'),
  nodeProxy('http-proxy', 'http-proxy.mjs'),
]
