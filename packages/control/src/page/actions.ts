import type { ServerState } from '@weir/balance'
import { changeAdminState, changeHealth } from '../cli/server-state.ts'
import type { ProcessView } from '../process-view.ts'

/** How a form went, as the page is told in `;st=`. */
export type ActionOutcome = 'DONE' | 'NONE' | 'PART' | 'ERRP' | 'DENY'

const actions: Readonly<Record<string, (server: ServerState) => void>> = {
  ready: (server) => changeAdminState(server, 'ready'),
  drain: (server) => changeAdminState(server, 'drain'),
  maint: (server) => changeAdminState(server, 'maint'),
  disable: (server) => changeAdminState(server, 'maint'),
  enable: (server) => changeAdminState(server, 'ready'),
  dhlth: (server) => setCheck(server, 'check', false),
  ehlth: (server) => setCheck(server, 'check', true),
  hrunn: (server) => changeHealth(server, 'up'),
  hnolb: (server) => changeHealth(server, 'stopping'),
  hdown: (server) => changeHealth(server, 'down'),
  dagent: (server) => setCheck(server, 'agent', false),
  eagent: (server) => setCheck(server, 'agent', true),
  shutdown: (server) => {
    for (const session of [...server.sessions]) session.terminate('K')
  },
}

function setCheck(server: ServerState, kind: 'check' | 'agent', on: boolean): void {
  if (server[kind].isConfigured) server[kind].isEnabled = on
}

/** The actions with the words of the page's menu. */
export const actionLabels: readonly (readonly [action: string, label: string])[] = [
  ['ready', 'Set state to READY'],
  ['drain', 'Set state to DRAIN'],
  ['maint', 'Set state to MAINT'],
  ['dhlth', 'Health: disable checks'],
  ['ehlth', 'Health: enable checks'],
  ['hrunn', 'Health: force UP'],
  ['hnolb', 'Health: force NOLB'],
  ['hdown', 'Health: force DOWN'],
  ['dagent', 'Agent: disable checks'],
  ['eagent', 'Agent: enable checks'],
  ['shutdown', 'Kill sessions'],
]

/**
 * Does what the form of the page asks for: `b=<backend>` (a name, or `#` and an identifier), `action=<action>`, and
 * `s=<server>` once or more often. `isShown` tells which proxies the page shows: others can't be changed.
 */
export function runAction(view: ProcessView, form: string, isShown: (name: string) => boolean): ActionOutcome {
  const values = new URLSearchParams(form)
  const name = values.get('b')
  const servers = values.getAll('s')
  const actionName = values.get('action')
  if (name === null && actionName === null && servers.length === 0) return 'NONE'
  if (name === null || actionName === null) return 'ERRP'
  const act = Object.hasOwn(actions, actionName) ? actions[actionName] : undefined
  const proxy = view.proxies.find((each) => each.backend !== null && (each.name === name || `#${each.id}` === name))
  if (act === undefined || proxy?.backend === undefined || proxy.backend === null) return 'ERRP'
  if (!isShown(proxy.name)) return 'DENY'
  if (servers.length === 0) return 'NONE'
  let done = 0
  for (const serverName of servers) {
    const server = proxy.backend.state.server(serverName)
    if (server === null) continue
    act(server)
    done++
  }
  return done === servers.length ? 'DONE' : done > 0 ? 'PART' : 'ERRP'
}
