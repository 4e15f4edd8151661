/** Credentials of a request (manual 7.3.6, `http_auth`). */
import { defineFetch, optional, reference, type SampleContext, text } from '@weir/keyword'
import { asksProxy } from '../request-way.ts'
import type { UserList } from '../user-list.ts'
import { messageOf } from './hdr.ts'

/** Scheme and credentials of the Authorization header, or of Proxy-Authorization as `option http-use-proxy-header` says. */
function authorization(context: SampleContext): { readonly scheme: string; readonly rest: string } | null {
  const request = messageOf(context, 'request')
  if (request === null) return null
  const isProxy = context.transaction != null && asksProxy(context.transaction)
  const value = request.first(isProxy ? '\r\nproxy-authorization: ' : '\r\nauthorization: ')
  if (value === null) return null
  const space = value.indexOf(' ')
  if (space <= 0) return null
  return { scheme: value.slice(0, space), rest: value.slice(space + 1).trim() }
}

/** Name and password of Basic credentials (RFC 7617). */
export function basicCredentials(context: SampleContext): { readonly user: string; readonly password: string } | null {
  const found = authorization(context)
  if (found === null || found.scheme.toLowerCase() !== 'basic') return null
  const decoded = Buffer.from(found.rest, 'base64').toString('latin1')
  const colon = decoded.indexOf(':')
  return colon < 0 ? null : { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) }
}

export const httpAuth = defineFetch({
  name: 'http_auth',
  summary: 'Whether the credentials of the request are in a user list.',
  manual: '7.3.6',
  out: 'bool',
  source: 'request',
  needsHttp: true,
  params: [reference('userlist', 'userlist')],
  bind([userlist], binder) {
    const users = binder.resolve<UserList>(userlist)
    return (context) => {
      const credentials = basicCredentials(context)
      return credentials === null ? null : users.verify(credentials.user, credentials.password)
    }
  },
})

export const httpAuthGroup = defineFetch({
  name: 'http_auth_group',
  summary: 'The user of valid credentials, to be compared with names of groups.',
  manual: '7.3.6',
  out: 'str',
  source: 'request',
  needsHttp: true,
  params: [reference('userlist', 'userlist')],
  bind([userlist], binder) {
    const users = binder.resolve<UserList>(userlist)
    return (context) => {
      const credentials = basicCredentials(context)
      if (credentials === null || !users.verify(credentials.user, credentials.password)) return null
      return credentials.user
    }
  },
  bindEach([userlist], binder) {
    const users = binder.resolve<UserList>(userlist)
    return (context, visit) => {
      const credentials = basicCredentials(context)
      if (credentials === null || !users.verify(credentials.user, credentials.password)) return false
      return users.groupsOf(credentials.user).some((group) => visit(group, context))
    }
  },
})

export const httpAuthType = defineFetch({
  name: 'http_auth_type',
  summary: 'The scheme of the credentials of the request.',
  manual: '7.3.6',
  out: 'str',
  source: 'request',
  needsHttp: true,
  params: [],
  bind: () => (context) => {
    const scheme = authorization(context)?.scheme.toLowerCase()
    if (scheme === 'bearer') return 'Bearer'
    return scheme === 'basic' && basicCredentials(context) !== null ? 'Basic' : null
  },
})

export const httpAuthUser = defineFetch({
  name: 'http_auth_user',
  summary: 'The user name of Basic credentials.',
  manual: '7.3.6',
  out: 'str',
  source: 'request',
  needsHttp: true,
  params: [],
  bind: () => (context) => basicCredentials(context)?.user ?? null,
})

export const httpAuthPass = defineFetch({
  name: 'http_auth_pass',
  summary: 'The password of Basic credentials.',
  manual: '7.3.6',
  out: 'str',
  source: 'request',
  needsHttp: true,
  params: [],
  bind: () => (context) => basicCredentials(context)?.password ?? null,
})

export const httpAuthBearer = defineFetch({
  name: 'http_auth_bearer',
  summary: 'The token of Bearer credentials, or of a header that holds them.',
  manual: '7.3.6',
  out: 'str',
  source: 'request',
  needsHttp: true,
  params: [optional(text('header'))],
  bind:
    ([header]) =>
    (context) => {
      if (header === undefined || header === '') {
        const found = authorization(context)
        return found?.scheme.toLowerCase() === 'bearer' ? found.rest : null
      }
      const value = messageOf(context, 'request')?.first(`\r\n${header.toLowerCase()}: `) ?? null
      // A header that is named gives an empty token rather than none (as the oracle shows).
      return (value === null ? null : /^bearer +(.*)$/i.exec(value))?.[1] ?? ''
    },
})
