import { serverLines } from '@weir/balance'
import { type Model, OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { fcgiAppOptions } from '../fcgi/options.ts'
import { httpOptions, httpServerOptions } from '../options.ts'
import { fcgiApps } from './fcgi-apps.ts'

interface Case {
  readonly docroot?: string
  readonly mode?: string
  readonly usesApp?: boolean
  readonly speaksFcgi?: boolean
}

function check({ docroot = '/x', mode = 'http', usesApp = true, speaksFcgi = true }: Case): string[] {
  const app = new OptionsStore()
  app.get(fcgiAppOptions).docroot = docroot === '' ? null : docroot
  const proxy = new OptionsStore()
  if (usesApp) proxy.get(httpOptions).fcgiApp = { name: 'php', span: null } as never
  const server = new OptionsStore()
  server.get(httpServerOptions).protocol = speaksFcgi ? 'fcgi' : null
  proxy.get(serverLines).serverLines.push({ name: 's', options: server, span: null } as never)
  const messages: string[] = []
  fcgiApps.run({
    model: {
      sections: [{ kind: 'fcgi-app', name: 'php', options: app }],
      proxies: [{ name: 'b', mode, options: proxy, isBackend: true, isDisabled: false }],
    } as unknown as Model,
    report: ({ message }) => void messages.push(message),
  })
  return messages
}

test.each<[Case, string[]]>([
  [{}, []],
  [{ usesApp: false, speaksFcgi: false }, []],
  [{ docroot: '' }, ["fcgi-app 'php' : no docroot configured."]],
  [{ speaksFcgi: false }, ["proxy 'b': FCGI app configured but no FCGI server found."]],
  [{ usesApp: false }, ["proxy 'b': FCGI server 's' has no FCGI app configured."]],
  [{ mode: 'tcp', usesApp: false }, []],
])('%o', (settings, expected) => {
  expect(check(settings)).toEqual(expected)
})
